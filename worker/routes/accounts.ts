import { Account, AccountQuery } from "../../shared/contract/accounts.ts";
import { accountByHash, bestByAccountHash, openDealByAccountHash } from "../db/accounts.ts";
import { companyDomain } from "../domains.ts";
import { sha256 } from "../hash.ts";
import { splitKey } from "../keys.ts";
import { ProblemError } from "../middleware/problems.ts";
import { accountView } from "../views/account.ts";
import { json, resource, route } from "./route.ts";

export const accounts = resource().openapi(
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
    const { kind, value } = splitKey(c.req.valid("query").key);
    const hash = kind === "sha256" ? value : await sha256(companyDomain(value.toLowerCase()));
    const [[account], best, [deal]] = await session.read([
      accountByHash({ hash }),
      bestByAccountHash({ hash }),
      openDealByAccountHash({ hash }),
    ]);
    if (!account) throw new ProblemError("unknown_account", ["key", "No lead works there"]);
    return c.json(accountView(account, best, deal ?? null, null, session.config.scorecard, Date.now()), 200);
  },
);
