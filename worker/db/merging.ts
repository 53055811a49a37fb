import { uuidv7 } from "uuidv7";
import { insertRows } from "./bulk.ts";
import { rebuildCredits } from "./credits.ts";
import { rebuildHeat, refreshSnapshotHeat } from "./heat.ts";
import {
  type Filled,
  isTooLate,
  type Lead,
  leadsAsTheyAre,
  leadsAsTheyShow,
  type MergeRow,
  reopenConflicts,
  settleConflicts,
  type Undo,
  writeMerge,
  writeParting,
} from "./merges.ts";
import {
  deleteLead,
  dropAside,
  dropReplaced,
  fillLead,
  forgetBest,
  forgetMoves,
  moveRows,
  noteMoves,
  recountCustomers,
  recountVerdicts,
  returnDeals,
  standMerged,
  standParted,
  takeDeals,
} from "./moves.ts";
import type { Database, Statement } from "./run.ts";
import { dealChanges, deals, leads, replyRecipients, seen } from "./schema.ts";

/** As many as a lead may have: the rest stays with the merge's record. */
const MOST_ATTRIBUTES = 100;

type Attributes = Record<string, unknown>;
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** What a lead says of itself once another is merged into it: its own, and where that is empty, the other's. */
export function filled(into: Lead, from: Lead, updatedAt: number): Filled {
  const mail = into.email === null && from.email !== null ? from : into;
  const attributes: Attributes = JSON.parse(into.attributes);
  for (const [name, value] of Object.entries<unknown>(JSON.parse(from.attributes)))
    if (isEmpty(attributes[name]) && !isEmpty(value) && Object.keys(attributes).length < MOST_ATTRIBUTES)
      attributes[name] = value;
  return {
    email: mail.email,
    mailKind: mail.mailKind,
    domain: mail.domain ?? into.domain ?? from.domain,
    accountId: mail.accountId ?? into.accountId ?? from.accountId,
    name: into.name ?? from.name,
    title: into.title ?? from.title,
    company: into.company ?? from.company,
    source: into.source ?? from.source,
    campaign: into.campaign ?? from.campaign,
    ownerId: into.ownerId ?? from.ownerId,
    attributes: JSON.stringify(attributes),
    // Who opted out under one name has opted out.
    optedOut: Math.max(into.optedOut, from.optedOut),
    verified: Math.max(into.verified, from.verified),
    createdAt: Math.min(...datesOf(into, from)),
    updatedAt,
  };
}

/** Since when two leads are known. When a lead that only strangers spoke of began, is a stranger's word. */
function datesOf(...both: Lead[]): number[] {
  const known = both.filter(({ verified }) => verified === 1);
  return (known.length > 0 ? known : both).map(({ createdAt }) => createdAt);
}

/** What it says once they are parted: as before, but for what somebody has changed since. */
export function emptied(now: Lead, { into, after }: Pick<Undo, "into" | "after">, updatedAt: number): Filled {
  const before = <Field extends keyof Filled>(field: Field): Filled[Field] =>
    now[field] === after[field] ? into[field] : now[field];
  return {
    email: before("email"),
    mailKind: before("mailKind"),
    domain: before("domain"),
    accountId: before("accountId"),
    name: before("name"),
    title: before("title"),
    company: before("company"),
    source: before("source"),
    campaign: before("campaign"),
    ownerId: before("ownerId"),
    attributes: now.attributes === after.attributes ? into.attributes : ownAttributes(now, into, after),
    optedOut: before("optedOut"),
    verified: before("verified"),
    createdAt: before("createdAt"),
    updatedAt: now.updatedAt === after.updatedAt ? into.updatedAt : updatedAt,
  };
}

/** One by one: those that the merge brought go, or go back, where they are still as it brought them. */
function ownAttributes(now: Lead, into: Lead, after: Filled): string {
  const [current, own, brought]: Attributes[] = [now, into, after].map(({ attributes }) =>
    JSON.parse(attributes),
  );
  const kept = Object.entries(current ?? {}).flatMap(([name, value]) => {
    if (value !== brought?.[name] || own?.[name] === value) return [[name, value]];
    return own && name in own ? [[name, own[name]]] : [];
  });
  return JSON.stringify(Object.fromEntries(kept));
}

/** The accounts whose deals may have changed hands. */
const accountsOf = (...ids: (string | null)[]): string =>
  JSON.stringify([...new Set(ids)].filter((id) => id !== null));

/** All of the statements or none: false where the leads are no longer as they were read. */
async function inTime(db: Database, statements: readonly Statement[]): Promise<boolean> {
  try {
    await db.batch(statements);
    return true;
  } catch (error) {
    if (isTooLate(error)) return false;
    throw error;
  }
}

export interface Merged {
  id: string;
  into: string;
  from: string;
  at: number;
}

interface Pair {
  into: Lead;
  from: Lead;
}

/**
 * The statements that make two leads one, and what the one that stays says then.
 * @param personId who says so; empty: messages do
 * @param isGuarded whether the transaction has made sure already that both leads are as they were read
 */
export function merging({ into, from }: Pair, personId: string, now: number, isGuarded = false) {
  // Later than all that either was written at: a merge that is built on another has the later time.
  const at = Math.max(now, into.updatedAt + 1, from.updatedAt + 1);
  const merged: Merged = { id: uuidv7(), into: into.id, from: from.id, at };
  const after = filled(into, from, at);
  const both = { leads: JSON.stringify([into.id, from.id]) };
  const undo = JSON.stringify({ from, into, after });
  const statements: Statement[] = [
    writeMerge({ ...merged, personId, undo, guarded: Number(isGuarded) }),
    ...noteMoves(merged),
    ...moveRows({ id: merged.id, giver: from.id, taker: into.id }),
    // Before what the lead says is written: it follows its first touch only where nobody said anything.
    ...rebuildCredits(both),
    ...dropAside(merged),
    forgetBest({ accountId: from.accountId, id: from.id }),
    fillLead({ lead: JSON.stringify({ ...after, id: into.id }) }),
    takeDeals(merged),
    deleteLead({ id: from.id }),
    ...recountVerdicts(both),
    standMerged({ id: into.id, firstContactAt: from.firstContactAt }),
    ...rebuildHeat(both),
    refreshSnapshotHeat(both),
    ...rebuildCredits(both),
    recountCustomers({ accounts: accountsOf(into.accountId, after.accountId, from.accountId) }),
    settleConflicts({ ...merged, personId }),
  ];
  return { merged, after, statements };
}

/**
 * Make two leads one: all that is known of `from` becomes `into`'s, in one transaction.
 * @param also what else belongs to it
 * @returns null, and nothing is written, where somebody else changed one of them in between
 */
export async function mergeLeads(
  db: Database,
  pair: Pair,
  personId: string,
  now: number,
  also: readonly Statement[] = [],
): Promise<Merged | null> {
  const { merged, statements } = merging(pair, personId, now);
  return (await inTime(db, [...statements, ...also])) ? merged : null;
}

/** A lead as it is. Where it shows what was told of it, that was told, even if its first touch says the same by now. */
export const asTold = (own: Lead, shown: Pick<Lead, "source" | "campaign">, told: Filled): Lead => ({
  ...own,
  source: shown.source === told.source ? told.source : own.source,
  campaign: shown.campaign === told.campaign ? told.campaign : own.campaign,
});

/**
 * The statements that make them two again, each as it was, and what both say then; what has come since stays with the
 * lead that stayed, but for messages: those go where their keys go.
 * @param current the lead that stayed, as it is, see `asTold`
 */
export function parting(merge: Pick<MergeRow, "id" | "undo">, current: Lead, personId: string, now: number) {
  const undo: Undo = JSON.parse(merge.undo);
  const { into, from } = undo;
  const at = Math.max(now, current.updatedAt + 1);
  const own = emptied(current, undo, at);
  const both = { leads: JSON.stringify([into.id, from.id]) };
  const standIns = JSON.stringify(undo.standIns.map(({ id }) => id));
  const statements: Statement[] = [
    writeParting({ id: merge.id, at, personId, updatedAt: current.updatedAt }),
    ...insertRows(leads, [from]),
    ...moveRows({ id: merge.id, giver: into.id, taker: from.id }),
    ...rebuildCredits(both),
    returnDeals({ deals: JSON.stringify(undo.deals), into: into.id, from: from.id }),
    fillLead({ lead: JSON.stringify({ ...own, id: into.id }) }),
    // A deal that is inserted notes its state, unless that is noted already.
    ...insertRows(dealChanges, undo.standInChanges),
    ...insertRows(deals, undo.standIns),
    ...(undo.standIns.length > 0 ? [dropReplaced({ ids: standIns })] : []),
    ...insertRows(seen, undo.seen),
    ...insertRows(replyRecipients, undo.recipients),
    ...recountVerdicts(both),
    standParted({ ...into, lastChange: undo.lastChange }),
    ...rebuildHeat(both),
    refreshSnapshotHeat(both),
    ...rebuildCredits(both),
    recountCustomers({
      accounts: accountsOf(into.accountId, own.accountId, current.accountId, from.accountId),
    }),
    reopenConflicts({ id: merge.id, conflicts: JSON.stringify(undo.conflicts) }),
    forgetMoves({ id: merge.id }),
  ];
  return { into: own, from, statements };
}

/**
 * Make them two again, in one transaction.
 * @param also what else belongs to it
 * @returns false, and nothing is written, where the merge is undone already, another is built on it, or somebody else
 * changed the lead in between
 */
export async function partLeads(
  db: Database,
  merge: MergeRow,
  personId: string,
  now: number,
  also: readonly Statement[] = [],
): Promise<boolean> {
  const ids = JSON.stringify([merge.intoId]);
  const [[own], [shown]] = await db.batch([leadsAsTheyAre({ ids }), leadsAsTheyShow({ ids })]);
  if (!own || !shown || merge.undoneAt !== null) return false;
  const undo: Undo = JSON.parse(merge.undo);
  const { statements } = parting(merge, asTold(own, shown, undo.after), personId, now);
  return inTime(db, [...statements, ...also]);
}
