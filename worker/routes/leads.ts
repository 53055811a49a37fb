import { uuidv7 } from "uuidv7";
import { LeadInput, LeadsInput, LeadsResult } from "../../shared/contract/leads.ts";
import type { FieldError } from "../../shared/contract/problems.ts";
import { ensureAccounts } from "../db/accounts.ts";
import { type LeadWrite, saidLeadsByKeys, writeKeys, writeLeads } from "../db/leads.ts";
import { jsonLists } from "../db/lists.ts";
import { peopleByEmail } from "../db/people.ts";
import { rankAccounts } from "../db/ranking.ts";
import { accountsFor } from "../intake/accounts.ts";
import { keysOf, type LeadKey } from "../intake/keys.ts";
import { faultsOf, isSame, merge, type Said, writeOf } from "../intake/lead.ts";
import { admitStrangers, strangersAmong } from "../intake/strangers.ts";
import { fieldErrors } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { noteLeads } from "../standings.ts";
import { body, json, resource, route } from "./route.ts";

interface Wanted {
  index: number;
  input: LeadInput;
  keys: LeadKey[];
}

type Refused = LeadsResult["refused"][number];

/** What becomes of an item, once its lead is written. */
interface Outcome {
  item: Wanted;
  id: string;
  does: "created" | "updated" | "unchanged";
}

/** How often leads are read and written that others are changing at the same time. */
const TRIES = 5;

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
    const result: LeadsResult = { created: 0, updated: 0, unchanged: 0, leads: [], refused };
    const changed = new Set<string>();
    let open = wanted;
    for (let tries = 0; tries === 0 || (open.length > 0 && tries < TRIES); tries += 1) {
      const { outcomes, written } = await write(open, refused, session);
      open = [];
      for (const { item, id, does } of outcomes) {
        if (written.get(id) === false) {
          open.push(item);
          continue;
        }
        result[does] += 1;
        result.leads.push({ index: item.index, id });
        if (written.get(id)) changed.add(id);
      }
    }
    const busy = [{ field: "lead", message: "Others are changing this lead right now: send it again" }];
    refused.push(...open.map(({ index }) => ({ index, errors: busy })));
    noteLeads(changed);
    if (changed.size > 0) await rankAccounts(session.db, [...changed], session.config.scorecard, Date.now());
    result.leads.sort((a, b) => a.index - b.index);
    refused.sort((a, b) => a.index - b.index);
    return c.json(result, 200);
  },
);

/**
 * Read what is known of the items and write them over it, as far as nobody else has changed it in between:
 * `written` says of each lead that was to be written whether it was. Items that cannot go in join `refused`.
 */
async function write(
  items: readonly Wanted[],
  refused: Refused[],
  session: Session,
): Promise<{ outcomes: Outcome[]; written: Map<string, boolean> }> {
  const owners = new Set(items.flatMap(({ input }) => input.owner ?? []));
  const [people, ...found] = await session.read([
    peopleByEmail({ emails: JSON.stringify([...owners]) }),
    ...jsonLists(items.flatMap(({ keys }) => keys)).map((list) => saidLeadsByKeys({ keys: list })),
  ]);
  const personIds = new Map(people.map(({ email, id }) => [email, id]));
  const rows = new Map(found.flat().map((row) => [row.id, row]));
  /** Which lead a key leads to: in the database, or made from this list before. */
  const idOf = new Map(found.flat().map(({ key, id }) => [key, id]));
  const mayUpdate = session.person.role !== "rep";
  const strangers = strangersAmong(
    items.map(({ keys }) => keys.flatMap(({ key }) => rows.get(idOf.get(key) ?? "") ?? [])),
  );
  if (mayUpdate && (await admitStrangers(session.db, strangers, session.person.id)))
    return write(items, refused, session);
  const now = Date.now();
  const writes = new Map<string, LeadWrite>();
  const outcomes: Outcome[] = [];

  for (const item of items) {
    const { index, input, keys } = item;
    const ids = new Set(keys.flatMap(({ key }) => idOf.get(key) ?? []));
    const [id = uuidv7()] = ids;
    const row = rows.get(id);
    const before = writes.get(id) ?? (row && writeOf(row));
    const said = saidIn(input, personIds);
    const after = merge(before, id, said, keys, now);
    const errors: FieldError[] = [];
    if (ids.size > 1) errors.push({ field: "keys", message: "These keys belong to different leads" });
    if (input.owner && !personIds.has(input.owner))
      errors.push({ field: "owner", message: "Nobody here signs in with this address" });
    errors.push(...faultsOf(said, after, session.config.ownDomains));
    if (errors.length > 0) {
      refused.push({ index, errors });
      continue;
    }
    const isKnown = before && isSame(before, after) && keys.every(({ key }) => idOf.has(key));
    if (isKnown || (before?.verified === 1 && !mayUpdate)) {
      outcomes.push({ item, id, does: "unchanged" });
      continue;
    }
    outcomes.push({ item, id, does: before ? "updated" : "created" });
    writes.set(id, after);
    for (const { key } of keys) idOf.set(key, id);
  }
  if (writes.size === 0) return { outcomes, written: new Map() };

  const list = [...writes.values()];
  const lists = jsonLists(list);
  const [, ...ids] = await session.db.batch([
    ensureAccounts({ accounts: JSON.stringify(await accountsFor(list, () => uuidv7())) }),
    ...lists.map((leads) => writeLeads({ leads })),
    ...lists.map((leads) => writeKeys({ leads })),
  ]);
  const done = new Set(ids.flat().map(({ id }) => id));
  return { outcomes, written: new Map(list.map(({ id }) => [id, done.has(id)])) };
}

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
    const { email, keys } = parsed.data;
    wanted.push({ index, input: parsed.data, keys: await keysOf(email ?? null, keys ?? []) });
  }
  return { wanted, refused };
}

/** An item's words, its owner by id. */
const saidIn = ({ owner, ...input }: LeadInput, personIds: ReadonlyMap<string, string>): Said => ({
  ...input,
  ...(owner !== undefined && { ownerId: personIds.get(owner ?? "") ?? null }),
});
