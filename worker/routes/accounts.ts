import { Account, AccountPeople, AccountPeopleQuery, AccountQuery } from "../../shared/contract/accounts.ts";
import { dealIds } from "../../shared/domain/crm/record-keys.ts";
import { type AccountHint, accountByHint, peopleByHint } from "../db/account-people.ts";
import { accountByHash, bestByAccountHash, openDealByAccountHash } from "../db/accounts.ts";
import { companyDomain } from "../domains.ts";
import { sha256 } from "../hash.ts";
import { splitKey } from "../keys.ts";
import { ProblemError } from "../middleware/problems.ts";
import { accountView } from "../views/account.ts";
import { accountPeopleView } from "../views/account-people.ts";
import { json, resource, route } from "./route.ts";

export const accounts = resource()
  .openapi(
    route(
      {
        method: "get",
        path: "/accounts",
        summary: "What is known of a company, for somebody there who is no lead yet",
        request: { query: AccountQuery },
        responses: { 200: json(Account, "The company") },
      },
      ["unknown_account"],
    ),
    async (c) => {
      const { session } = c.var;
      const { hash } = await hintOf(c.req.valid("query").key);
      const [[account], best, [deal]] = await session.read([
        accountByHash({ hash }),
        bestByAccountHash({ hash }),
        openDealByAccountHash({ hash }),
      ]);
      if (!account) throw new ProblemError("unknown_account", ["key", "No lead works there"]);
      const { scorecard } = session.config;
      return c.json(await accountView(account, best, deal ?? null, null, scorecard, Date.now()), 200);
    },
  )
  .openapi(
    route(
      {
        method: "get",
        path: "/accounts/people",
        summary: "A company with its people, the best first, up to 25",
        description:
          "By its domain (`domain:`, or `sha256:` of it), by a deal's record id in the CRM, or by any key of somebody who works there.",
        request: { query: AccountPeopleQuery },
        responses: { 200: json(AccountPeople, "The company and its people") },
      },
      ["unknown_account"],
    ),
    async (c) => {
      const { session } = c.var;
      const hint = await hintOf(c.req.valid("query").key);
      const [[account], people] = await session.read([accountByHint(hint), peopleByHint(hint)]);
      if (!account) throw new ProblemError("unknown_account", ["key", "No lead works there"]);
      const { scorecard } = session.config;
      const deal = account.deal === null ? null : JSON.parse(account.deal);
      return c.json(await accountPeopleView(account, people, deal, scorecard, Date.now()), 200);
    },
  );

/** What a key says of a company. */
async function hintOf(key: string): Promise<AccountHint> {
  const { kind, value } = splitKey(key);
  if (kind === "domain")
    return { hash: await sha256(companyDomain(value.toLowerCase())), deals: "[]", kind: "", value: "" };
  if (kind === "sha256" || kind === "email")
    return { hash: kind === "sha256" ? value : "", deals: "[]", kind, value };
  return { hash: "", deals: JSON.stringify(dealIds(kind, value)), kind, value };
}
