import type { AccountWrite } from "../db/accounts.ts";
import { type ConflictWrite, conflictOf } from "../db/conflicts.ts";
import type { DealRecord } from "../db/deals.ts";
import type { LeadWrite } from "../db/leads.ts";
import type { ChangeRecord, SnapshotRecord } from "../db/stages.ts";
import type { TouchWrite } from "../db/touches.ts";
import { accountsFor } from "../intake/accounts.ts";
import { leadFields } from "../intake/lead.ts";
import { accountFactsOf } from "../views/facts.ts";
import { isSameDeal } from "./deal.ts";
import type { AccountFacts } from "./facts.ts";
import { historyWrites } from "./history.ts";
import { idOf } from "./ids.ts";
import type { Known } from "./known.ts";
import type { Outcome, Plan, World } from "./outcome.ts";
import { isAsBefore } from "./plan.ts";
import type { Subject } from "./subject.ts";
import type { Cursor } from "./text.ts";
import { type Counts, type LeadFields, type LeadUndo, noCounts, type Undo } from "./undo.ts";

/** A lead as it was when it was read; nulls of one that was not there. */
export type Guard = [id: string, updatedAt: number | null, stage: string | null, stageSince: number | null];

/** How much of its past a known lead had when it was read: nulls where nobody looked. */
export type Past = [id: string, deals: number | null, changes: number, isWarm: number];

export interface Refused {
  row: number;
  cells: readonly string[];
  errors: readonly { column: string; message: string }[];
}

/** All that a step writes, as rows. */
export interface Writes {
  /** The leads that are written to: none of them may have changed since. */
  guards: Guard[];
  /** Nor may those that are known have got any more of a past. */
  pasts: Past[];
  /** Keys that must be free still, and whose they will be. */
  keys: [kind: string, value: string, lead: string][];
  accounts: AccountWrite[];
  leads: LeadWrite[];
  deals: DealRecord[];
  goneDeals: string[];
  openings: [deal: string, at: number][];
  changes: ChangeRecord[];
  goneChanges: string[];
  froms: [change: string, from: string][];
  snapshots: SnapshotRecord[];
  facts: [snapshot: string, facts: string][];
  standings: [lead: string, stage: string, since: number][];
  touches: TouchWrite[];
  /** Leads whose imported stages need the heat of then. */
  warmed: string[];
  conflicts: ConflictWrite[];
  refused: Refused[];
  /** Oddity to rows. */
  odd: Record<string, number[]>;
  undo: Undo;
}

/** The id of an account that an import makes. */
export const accountId = (domain: string, startedAt: number): Promise<string> =>
  idOf(startedAt, `account ${domain}`);

/** What a plan comes to in the database. `from` is where its rows begin in the file. */
export async function writesOf(plan: Plan, known: Known, world: World, from: Cursor): Promise<Writes> {
  const subjects = [...plan.subjects.values()].filter((subject) => !isAsBefore(subject));
  const leads = subjects.flatMap((subject) => (subject.leadIsSame ? [] : (subject.lead ?? [])));
  const looksAtDeals = world.reading.kind !== "touches";
  const accounts = await accountsFor(leads, (domain) => accountId(domain, world.startedAt));
  const undo: Undo = {
    from,
    counts: countsOf(plan.outcomes),
    made: subjects.flatMap(({ id, isNew }) => (isNew ? [id] : [])),
    leads: subjects.flatMap((subject) => leadUndo(subject) ?? []),
    deals: [],
    moves: { made: [], gone: [], from: [] },
    snapshots: { gone: [], facts: [] },
    standings: [],
    touches: subjects.flatMap(({ touches }) => touches.map(({ id }) => id)),
    heat: subjects.flatMap(({ id, row, touches }) => (row && touches.length > 0 ? [[id, row.heat]] : [])),
  };
  const writes: Writes = {
    guards: subjects.map(({ id, row }) => [
      id,
      row?.updatedAt ?? null,
      row?.stage ?? null,
      row?.stageSince ?? null,
    ]),
    pasts: subjects.flatMap(({ id, row, dealsBefore, changesBefore }): Past[] =>
      row
        ? [[id, looksAtDeals ? dealsBefore.length : null, changesBefore.length, Number(row.heat !== null)]]
        : [],
    ),
    keys: subjects.flatMap(({ id, newKeys }) =>
      newKeys.map(({ kind, value }): [string, string, string] => [kind, value, id]),
    ),
    accounts,
    leads,
    deals: [],
    goneDeals: [],
    openings: [],
    changes: [],
    goneChanges: [],
    froms: [],
    snapshots: [],
    facts: [],
    standings: [],
    touches: subjects.flatMap(({ touches }) => touches),
    warmed: [],
    conflicts: await conflictsOf(plan.outcomes, world),
    refused: plan.outcomes.flatMap(({ does, row, faults }) =>
      does === "refused" ? [{ row: row.number, cells: row.cells, errors: faults }] : [],
    ),
    odd: oddRows(plan.outcomes),
    undo,
  };
  const byDomain = new Map<string, AccountFacts>(
    accounts.map(({ domain, name }) => [domain, { name, industry: null, country: null, employees: null }]),
  );
  for (const subject of subjects) {
    addDeals(writes, subject);
    await addHistory(writes, subject, accountOf(subject, known, byDomain), world.afterContact);
  }
  return writes;
}

function countsOf(outcomes: readonly Outcome[]): Counts {
  const counts = { ...noCounts, rows: outcomes.length };
  for (const { does, claims } of outcomes) {
    counts[does] += 1;
    if (claims.length > 1) counts.conflicts += 1;
  }
  return counts;
}

function oddRows(outcomes: readonly Outcome[]): Record<string, number[]> {
  const pairs = outcomes.flatMap(({ row, odd }) => odd.map((name) => ({ name, row: row.number })));
  const rows = Map.groupBy(pairs, ({ name }) => name);
  return Object.fromEntries([...rows].map(([name, list]) => [name, list.map(({ row }) => row)]));
}

/** Each two leads that a row says are one, once. */
async function conflictsOf(
  outcomes: readonly Outcome[],
  { importId, startedAt }: World,
): Promise<ConflictWrite[]> {
  const conflicts = new Map<string, ConflictWrite>();
  for (const { row, claims } of outcomes) {
    const [first, ...others] = claims;
    if (first)
      for (const other of others) {
        const conflict = await conflictOf(first, other, { at: startedAt, importId, row: row.number });
        if (!conflicts.has(conflict.id)) conflicts.set(conflict.id, conflict);
      }
  }
  return [...conflicts.values()];
}

function leadUndo({ id, row, before, lead, leadIsSame, newKeys }: Subject): LeadUndo | null {
  if (!row || !before || !lead || leadIsSame) return null;
  const changed = leadFields.filter((name) => before[name] !== lead[name]);
  const pick = (of: LeadFields): Partial<LeadFields> =>
    Object.fromEntries(changed.map((name) => [name, of[name]]));
  return {
    id,
    updatedAt: [row.updatedAt, lead.updatedAt],
    before: pick(before),
    after: pick(lead),
    keys: newKeys.map(({ kind, value }) => [kind, value]),
  };
}

function addDeals(writes: Writes, { deals, dealsBefore }: Subject): void {
  const known = new Map(dealsBefore.map((deal) => [deal.id, deal]));
  for (const deal of deals.values()) {
    const found = known.get(deal.id);
    if (isSameDeal(deal, found)) continue;
    writes.deals.push(deal);
    const { changes = "[]", ...before } = found ?? { changes: "[]" };
    writes.undo.deals.push({
      before: "id" in before ? before : null,
      after: deal,
      changes: JSON.parse(changes),
    });
    const { openedAt, closedAt } = deal;
    if (!found && openedAt !== null && closedAt !== null && openedAt < closedAt)
      writes.openings.push([deal.id, openedAt]);
  }
  for (const { changes, ...before } of dealsBefore) {
    if (deals.has(before.id)) continue;
    writes.goneDeals.push(before.id);
    writes.undo.deals.push({ before, after: null, changes: JSON.parse(changes) });
  }
}

async function addHistory(
  writes: Writes,
  subject: Subject,
  account: AccountFacts | null,
  afterContact: ReadonlySet<string>,
): Promise<void> {
  const { id, row, touches, changesBefore } = subject;
  const { made, gone, froms, snapshots, facts, standing } = await historyWrites(
    subject,
    account,
    afterContact,
  );
  const { undo } = writes;
  writes.changes.push(...made);
  writes.goneChanges.push(...gone.map((change) => change.id));
  for (const { id, before, after } of froms) {
    writes.froms.push([id, after]);
    undo.moves.from.push([id, before, after]);
  }
  writes.snapshots.push(...snapshots);
  for (const { id, before, after } of facts) {
    writes.facts.push([id, after]);
    undo.snapshots.facts.push([id, before, after]);
  }
  if (standing) writes.standings.push(standing);
  undo.moves.made.push(...made.map((change) => change.id));
  for (const { facts: kept, ...change } of gone) {
    undo.moves.gone.push(change);
    if (kept !== null)
      undo.snapshots.gone.push({ id: change.id, leadId: id, at: change.at, cause: "stage", facts: kept });
  }
  if (row && (made.length > 0 || gone.length > 0)) undo.standings.push([id, row.stage, row.stageSince]);
  const isImported =
    made.length > 0 || changesBefore.some(({ cause }) => cause === "import" || cause === "deal");
  const isWarm = touches.length > 0 || (row?.heat ?? null) !== null;
  if (isImported && isWarm && (touches.length > 0 || made.length > 0 || facts.length > 0))
    writes.warmed.push(id);
}

/** What the lead's account will say of it. */
function accountOf(
  { row, lead }: Subject,
  known: Known,
  made: ReadonlyMap<string, AccountFacts>,
): AccountFacts | null {
  const domain = lead?.accountDomain ?? null;
  if (domain === null) return null;
  if (row && row.accountDomain === domain) return accountFactsOf(row);
  return known.accounts.get(domain) ?? made.get(domain) ?? null;
}
