import { totals } from "../../shared/domain/heat/heat.ts";
import { writeAttributes } from "../db/attributes.ts";
import { dropConflicts } from "../db/conflicts.ts";
import { rebuildCredits } from "../db/credits.ts";
import { type DealRecord, dealsById, deleteDeals, type KnownDeal, writeDeals } from "../db/deals.ts";
import { rebuildHeat, refreshSnapshotHeat } from "../db/heat.ts";
import { readStep } from "../db/import-steps.ts";
import type { ImportRow } from "../db/imports.ts";
import { type LeadRow, saidLeadsById, writeLeads } from "../db/leads.ts";
import {
  deleteAccounts,
  deleteAttributes,
  deleteKeys,
  deleteLeads,
  deleteStep,
  deleteTouches,
  dropFromBest,
  dropHeat,
  finishUndo,
  heldLeads,
  keepDealChanges,
  ownersOf,
  refreshFirstContact,
  restoreBest,
  restoreHeat,
  takeStepBack,
} from "../db/rollback.ts";
import type { Database, Statement } from "../db/run.ts";
import {
  changesOfLeads,
  deleteChanges,
  deleteSnapshots,
  type KnownChange,
  writeChanges,
  writeFacts,
  writeFroms,
  writeSnapshots,
  writeStandings,
} from "../db/stages.ts";
import { leadsOfTouches } from "../db/touches.ts";
import { mailOf } from "../domains.ts";
import type { Attributes } from "./attributes.ts";
import { dealBack, gist, leadBack } from "./back.ts";
import { isSameDeal } from "./deal.ts";
import { about } from "./lists.ts";
import { withoutOdd } from "./odd.ts";
import type { Undo } from "./undo.ts";
import { accountId, type Guard } from "./writes.ts";

/** Takes steps of an import back, the last first. What anybody has done since stays, and what that hangs on. */

/** What the step wrote, as it stands now. */
interface Now {
  leads: ReadonlyMap<string, LeadRow>;
  deals: ReadonlyMap<string, KnownDeal>;
  /** By lead, oldest first. */
  changes: ReadonlyMap<string, readonly KnownChange[]>;
  /** Whose its touches are. */
  touches: readonly { id: string; leadId: string }[];
  held: ReadonlySet<string>;
}

const json = JSON.stringify;

/**
 * The transaction that takes the last step back, what stands in the import after it, and the leads that the step made
 * and that stay: they are to be ranked.
 */
export async function undoStep(
  db: Database,
  row: ImportRow,
  leaseUntil: number,
): Promise<{ statements: Statement[]; after: Partial<ImportRow>; stay: string[] }> {
  const [kept] = await db.all(readStep({ importId: row.id, step: row.step }));
  if (!kept) throw new Error("A step is missing");
  const undo: Undo = JSON.parse(kept.undo);
  const owners = await db.all(ownersOf(ownOf(undo)));
  const leadIds = new Set([...JSON.parse(kept.leads), ...owners.map(({ leadId }) => leadId)]);
  const now = await readNow(db, undo, [...leadIds]);
  const startedAt = row.startedAt ?? 0;
  const isGone = (id: string) => !now.held.has(id) && now.leads.get(id)?.updatedAt === startedAt;
  const gone = undo.made.filter(isGone);
  const { chunk, letter } = undo.from;
  const odd = json(withoutOdd(JSON.parse(row.odd), JSON.parse(kept.odd)));
  const ranked = Math.min(row.ranked, row.step - 1, undo.best?.from ?? row.ranked);
  const statements = [
    takeStepBack({
      ...{ id: row.id, step: row.step, chunk, letter, ...undo.counts, odd, ranked, leaseUntil },
      ...{ guards: json([...now.leads.values()].map(guardOf)), ...ownOf(undo), leads: json(gone) },
    }),
    ...undoDeals(undo, now),
    ...undoHistory(undo, now, new Set(gone)),
    ...undoTouches(undo, now, new Set(gone)),
    ...undoLeads(undo, now),
    ...about(gone, (leads) => deleteLeads({ leads })),
    ...about(undo.best?.accounts ?? [], (accounts) => restoreBest({ accounts })),
    ...(await undoAccounts(undo, now, gone, startedAt)),
    // It stays until those that stay are ranked; the one before it was.
    deleteStep({ importId: row.id, step: row.step + 1 }),
  ];
  const stay = undo.made.filter((id) => now.leads.has(id) && !isGone(id));
  return { statements, after: { step: row.step - 1, chunk, letter, odd, ranked }, stay };
}

/** The leads that the step which was taken back last has made: those that are still there may not be ranked yet. */
export async function leftUnranked(db: Database, { id, step }: ImportRow): Promise<string[]> {
  const [kept] = await db.all(readStep({ importId: id, step: step + 1 }));
  if (!kept) return [];
  const { made }: Undo = JSON.parse(kept.undo);
  return made;
}

const guardOf = ({ id, updatedAt, stage, stageSince }: LeadRow): Guard => [id, updatedAt, stage, stageSince];

const ownOf = ({ made, touches, deals, moves }: Undo) => ({
  leads: json(made),
  touches: json(touches),
  deals: json(deals.flatMap(({ before, after }) => (before === null && after ? [after.id] : []))),
  changes: json(moves.made),
});

async function readNow(db: Database, undo: Undo, leadIds: readonly string[]): Promise<Now> {
  const ids = json(leadIds);
  const dealIds = json(undo.deals.flatMap(({ before, after }) => (before ?? after)?.id ?? []));
  const [leads, changes, deals, touches, held] = await db.batch([
    saidLeadsById({ ids }),
    changesOfLeads({ leads: ids }),
    dealsById({ ids: dealIds }),
    leadsOfTouches({ ids: json(undo.touches) }),
    heldLeads(ownOf(undo)),
  ]);
  return {
    leads: new Map(leads.map((lead) => [lead.id, lead])),
    deals: new Map(deals.map((deal) => [deal.id, deal])),
    changes: Map.groupBy(changes, ({ leadId }) => leadId),
    touches,
    held: new Set(held.map(({ id }) => id)),
  };
}

function undoDeals({ deals }: Undo, now: Now): Statement[] {
  const gone: string[] = [];
  const back: DealRecord[] = [];
  const times: [string, number[]][] = [];
  for (const { before, after, changes } of deals) {
    const current = now.deals.get((before ?? after)?.id ?? "");
    if (before === null) {
      if (current && after && isSameDeal(current, after)) gone.push(current.id);
    } else if (after === null) {
      if (!current) back.push(before);
    } else if (current) {
      back.push(dealBack(before, after, current));
      if (isSameDeal(current, after)) times.push([current.id, changes]);
    }
  }
  return [
    ...about(gone, (ids) => deleteDeals({ ids })),
    ...about(back, (list) => writeDeals({ deals: list })),
    ...about(times, (list) => keepDealChanges({ deals: list })),
  ];
}

function undoHistory(
  { moves, snapshots, standings }: Undo,
  now: Now,
  gone: ReadonlySet<string>,
): Statement[] {
  const made = new Set(moves.made);
  const current = new Map([...now.changes.values()].flat().map((change) => [change.id, change]));
  const back = moves.gone.filter(({ leadId }) => now.leads.has(leadId));
  const froms = moves.from.filter(([id, , after]) => current.get(id)?.from === after);
  const facts = snapshots.facts.flatMap(([id, before, after]): [string, string][] => {
    const stands = current.get(id)?.facts;
    return stands && gist(stands) === gist(after) ? [[id, before]] : [];
  });
  const wereAt = new Map(standings.map(([id, stage, since]) => [id, { to: stage, since }]));
  const moved = new Set(
    [...back, ...moves.made.flatMap((id) => current.get(id) ?? [])].map(({ leadId }) => leadId),
  );
  const stand = [...moved].flatMap((leadId): [string, string, number][] => {
    const lead = now.leads.get(leadId);
    if (!lead || gone.has(leadId)) return [];
    const kept = (now.changes.get(leadId) ?? []).filter(({ id }) => !made.has(id));
    const last = [...kept, ...back.filter((change) => change.leadId === leadId)].sort(inOrder).at(-1);
    const at = last ?? wereAt.get(leadId) ?? { to: "inquiry", since: lead.createdAt };
    return [[leadId, at.to, at.since]];
  });
  return [
    ...about(moves.made, (ids) => deleteChanges({ ids })),
    ...about(moves.made, (ids) => deleteSnapshots({ ids })),
    ...about(back, (changes) => writeChanges({ changes })),
    ...about(
      snapshots.gone.filter(({ leadId }) => now.leads.has(leadId)),
      (list) => writeSnapshots({ snapshots: list }),
    ),
    ...about(
      froms.map(([id, before]) => [id, before]),
      (list) => writeFroms({ froms: list }),
    ),
    ...about(facts, (list) => writeFacts({ facts: list })),
    ...about(stand, (list) => writeStandings({ standings: list })),
  ];
}

const inOrder = (a: KnownChange | { at: number; id: string }, b: typeof a): number =>
  a.at - b.at || (a.id < b.id ? -1 : 1);

function undoTouches(undo: Undo, now: Now, gone: ReadonlySet<string>): Statement[] {
  const owners = Map.groupBy(now.touches, ({ leadId }) => leadId);
  const before = new Map(undo.heat);
  const back: [string, string | null][] = [];
  const anew: string[] = [];
  for (const [leadId, touches] of owners) {
    if (gone.has(leadId)) continue;
    const kinds = before.get(leadId);
    const count = (heat: string | null | undefined) => totals(heat ? JSON.parse(heat) : {}).count;
    const isMine =
      kinds !== undefined && count(now.leads.get(leadId)?.heat) === count(kinds) + touches.length;
    if (isMine) back.push([leadId, kinds]);
    else anew.push(leadId);
  }
  const left = [...back.map(([leadId]) => leadId), ...anew];
  const warmed = new Set([...left, ...undo.snapshots.facts.flatMap(([id]) => leadOfChange(now, id) ?? [])]);
  return [
    ...about(undo.touches, (ids) => deleteTouches({ ids })),
    ...about(
      back.filter(([, kinds]) => kinds !== null),
      (heat) => restoreHeat({ heat }),
    ),
    ...about(
      back.filter(([, kinds]) => kinds === null).map(([id]) => id),
      (leads) => dropHeat({ leads }),
    ),
    ...about(anew, (leads) => rebuildHeat({ leads })),
    ...about(left, (leads) => refreshFirstContact({ leads })),
    ...about(left, (leads) => rebuildCredits({ leads })),
    ...about([...warmed], (leads) => refreshSnapshotHeat({ leads })),
  ];
}

const leadOfChange = ({ changes }: Now, id: string): string | undefined =>
  [...changes.values()].flat().find((change) => change.id === id)?.leadId;

function undoLeads({ leads }: Undo, now: Now): Statement[] {
  const found = leads.flatMap((undo) => {
    const row = now.leads.get(undo.id);
    return row ? [{ undo, row }] : [];
  });
  const keys = found.flatMap(({ undo }) => undo.keys.map(([kind, value]) => [kind, value, undo.id]));
  return [
    ...about(
      found.map(({ undo, row }) => leadBack(undo, row)),
      (list) => writeLeads({ leads: list }),
    ),
    ...about(keys, (list) => deleteKeys({ keys: list })),
  ];
}

/** Accounts that only this import knew go with the last who works there. */
async function undoAccounts(
  { leads }: Undo,
  now: Now,
  gone: readonly string[],
  startedAt: number,
): Promise<Statement[]> {
  const rows = gone.flatMap((id) => now.leads.get(id) ?? []);
  const domains = new Set([
    ...rows.flatMap(({ accountDomain }) => accountDomain ?? []),
    ...leads.flatMap(({ after }) => mailOf(after.email ?? null).accountDomain ?? []),
  ]);
  const made = await Promise.all([...domains].map((domain) => accountId(domain, startedAt)));
  const accounts = [...new Set(rows.flatMap((row) => row.accountId ?? []))];
  return [
    ...about(accounts, (list) => dropFromBest({ accounts: list })),
    ...about(made, (list) => deleteAccounts({ accounts: list })),
  ];
}

/** When no step is left: what the start wrote goes, too, and the file waits to be started again. */
export async function finishUndoing(db: Database, { id }: ImportRow): Promise<Statement[]> {
  const [kept] = await db.all(readStep({ importId: id, step: 0 }));
  const { attributes }: { attributes: Attributes } = kept ? JSON.parse(kept.undo) : { attributes: [] };
  const made = attributes.flatMap(({ before, after }) => (before === null ? [after.name] : []));
  const changed = attributes.flatMap(({ before }) => before ?? []);
  return [
    ...about(made, (names) => deleteAttributes({ importId: id, names })),
    ...about(changed, (list) => writeAttributes({ attributes: list })),
    dropConflicts({ importId: id }),
    deleteStep({ importId: id, step: 1 }),
    deleteStep({ importId: id, step: 0 }),
    finishUndo({ id }),
  ];
}
