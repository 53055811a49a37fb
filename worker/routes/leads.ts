import { uuidv7 } from "uuidv7";
import { LeadInput, LeadsInput, LeadsResult } from "../../shared/contract/leads.ts";
import type { FieldError } from "../../shared/contract/problems.ts";
import { isUnder } from "../../shared/domain/people/address.ts";
import { ensureAccounts } from "../db/accounts.ts";
import { type LeadRow, type LeadWrite, leadsByKeys, writeKeys, writeLeads } from "../db/leads.ts";
import { jsonLists } from "../db/lists.ts";
import { peopleByEmail } from "../db/people.ts";
import { rankAccounts } from "../db/ranking.ts";
import { mailOf } from "../domains.ts";
import { sha256 } from "../hash.ts";
import { splitKey } from "../keys.ts";
import { fieldErrors } from "../middleware/problems.ts";
import { body, json, resource, route } from "./route.ts";

interface Wanted {
  index: number;
  input: LeadInput;
  keys: { kind: string; value: string; key: string }[];
}

type Refused = LeadsResult["refused"][number];

export const leads = resource().openapi(
  route({
    method: "post",
    path: "/leads",
    summary: "Create leads, or update those whose key is known; of a list the good ones go in",
    description:
      "A rep may add leads; one that is known already stays as it is. Marketing and admins also update: a field left out stays, null forgets an owner or an attribute.",
    request: { body: body(LeadsInput) },
    responses: { 200: json(LeadsResult, "What was done, and what was refused and why") },
  }),
  async (c) => {
    const { session } = c.var;
    const { wanted, refused } = await parse(c.req.valid("json"));
    const keys = wanted.flatMap((lead) => lead.keys);
    const owners = wanted.flatMap(({ input }) => input.owner ?? []);
    const [people, ...found] = await session.read([
      peopleByEmail({ emails: JSON.stringify([...new Set(owners)]) }),
      ...jsonLists(keys).map((list) => leadsByKeys({ keys: list })),
    ]);
    const personIds = new Map(people.map(({ email, id }) => [email, id]));
    const known = new Map(found.flat().map((row) => [row.key, row]));
    const now = Date.now();
    const result: LeadsResult = { created: 0, updated: 0, unchanged: 0, leads: [], refused };
    const writes = new Map<string, LeadWrite>();
    const mayUpdate = session.person.role !== "rep";

    for (const { index, input, keys } of wanted) {
      const errors: FieldError[] = [];
      const ids = new Set(keys.flatMap(({ key }) => idOf(key, known, writes) ?? []));
      if (ids.size > 1) errors.push({ field: "keys", message: "These keys belong to different leads" });
      if (input.owner && !personIds.has(input.owner))
        errors.push({ field: "owner", message: "Nobody here signs in with this address" });
      const mail = mailOf(input.email ?? null);
      if (mail.domain && isUnder(mail.domain, session.config.ownDomains))
        errors.push({ field: "email", message: "This is one of your own domains: a colleague, not a lead" });
      if (errors.length > 0) {
        refused.push({ index, errors });
        continue;
      }
      const [id = uuidv7()] = ids;
      const row = [...known.values()].find((each) => each.id === id);
      const before = writes.get(id) ?? (row && writeOf(row));
      result.leads.push({ index, id });
      if (before && !mayUpdate) {
        result.unchanged += 1;
        continue;
      }
      const after = merge(before, id, input, keys, personIds, now);
      if (before && isSame(before, after, keys, known)) {
        result.unchanged += 1;
        continue;
      }
      if (before) result.updated += 1;
      else result.created += 1;
      writes.set(id, after);
    }
    if (writes.size > 0) {
      const lists = jsonLists([...writes.values()]);
      await session.db.batch([
        ensureAccounts({ accounts: JSON.stringify(await accountsFor([...writes.values()])) }),
        ...lists.map((leads) => writeLeads({ leads })),
        ...lists.map((leads) => writeKeys({ leads })),
      ]);
      await rankAccounts(session.db, [...writes.keys()], session.config.scorecard, now);
    }
    result.refused.sort((a, b) => a.index - b.index);
    return c.json(result, 200);
  },
);

/** The items that are leads, with all their keys, and the others with why not. */
async function parse(items: readonly unknown[]): Promise<{ wanted: Wanted[]; refused: Refused[] }> {
  const wanted: Wanted[] = [];
  const refused: Refused[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = LeadInput.safeParse(item);
    if (!parsed.success) {
      refused.push({ index, errors: fieldErrors(parsed.error.issues, "lead").slice(0, 20) });
      continue;
    }
    const { email } = parsed.data;
    const own = email ? [`email:${email}`, `sha256:${await sha256(email)}`] : [];
    const names = new Set([...own, ...(parsed.data.keys ?? [])]);
    wanted.push({ index, input: parsed.data, keys: [...names].map((key) => ({ key, ...splitKey(key) })) });
  }
  return { wanted, refused };
}

/** The lead that a key leads to: in the database, or among those made from this list before. */
function idOf(key: string, known: Map<string, LeadRow>, writes: Map<string, LeadWrite>): string | undefined {
  const { kind, value } = splitKey(key);
  for (const write of writes.values())
    if (write.keys.some((each) => each.kind === kind && each.value === value)) return write.id;
  return known.get(key)?.id;
}

const writeOf = (row: LeadRow): LeadWrite => ({
  ...row,
  accountDomain: row.accountDomain,
  updatedAt: 0,
  keys: [],
});

/** What is known, with what is given over it. */
function merge(
  before: LeadWrite | undefined,
  id: string,
  input: LeadInput,
  keys: Wanted["keys"],
  personIds: Map<string, string>,
  now: number,
): LeadWrite {
  const email = input.email ?? before?.email ?? null;
  const attributes: Record<string, unknown> = {
    ...JSON.parse(before?.attributes ?? "{}"),
    ...input.attributes,
  };
  for (const [name, value] of Object.entries(attributes)) if (value === null) delete attributes[name];
  const ownerId =
    input.owner === undefined ? (before?.ownerId ?? null) : (personIds.get(input.owner ?? "") ?? null);
  return {
    id,
    email,
    ...mailOf(email),
    name: input.name ?? before?.name ?? null,
    title: input.title ?? before?.title ?? null,
    company: input.company ?? before?.company ?? null,
    source: input.source ?? before?.source ?? null,
    campaign: input.campaign ?? before?.campaign ?? null,
    ownerId,
    attributes: JSON.stringify(attributes),
    optedOut: input.optedOut === undefined ? (before?.optedOut ?? 0) : Number(input.optedOut),
    createdAt: input.createdAt ?? before?.createdAt ?? now,
    updatedAt: now,
    keys: [...(before?.keys ?? []), ...keys.map(({ kind, value }) => ({ kind, value }))],
  };
}

const compared = [
  "email",
  "name",
  "title",
  "company",
  "source",
  "campaign",
  "ownerId",
  "attributes",
  "optedOut",
  "createdAt",
] as const satisfies (keyof LeadWrite)[];

const isSame = (
  before: LeadWrite,
  after: LeadWrite,
  keys: Wanted["keys"],
  known: Map<string, LeadRow>,
): boolean =>
  compared.every((name) => before[name] === after[name]) && keys.every(({ key }) => known.has(key));

/** The accounts behind the leads' domains, named by what the first of them calls its company. */
async function accountsFor(writes: readonly LeadWrite[]) {
  const byDomain = new Map<string, string>();
  for (const { accountDomain, company } of writes)
    if (accountDomain && !byDomain.get(accountDomain)) byDomain.set(accountDomain, company ?? "");
  return Promise.all(
    [...byDomain].map(async ([domain, company]) => ({
      id: uuidv7(),
      domain,
      hash: await sha256(domain),
      name: company || domain,
    })),
  );
}
