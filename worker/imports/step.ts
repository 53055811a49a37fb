import { ensureAccounts } from "../db/accounts.ts";
import { writeConflicts } from "../db/conflicts.ts";
import { deleteDeals, writeDeals, writeOpenings } from "../db/deals.ts";
import { announceHashes } from "../db/filter.ts";
import { refreshSnapshotHeat } from "../db/heat.ts";
import { takeStep, writeStep } from "../db/import-steps.ts";
import type { ImportRow } from "../db/imports.ts";
import { giveKeys, writeLeads } from "../db/leads.ts";
import type { Statement } from "../db/run.ts";
import {
  deleteChanges,
  deleteSnapshots,
  writeChanges,
  writeFacts,
  writeFroms,
  writeSnapshots,
  writeStandings,
} from "../db/stages.ts";
import { writeTouches } from "../db/touches.ts";
import { about } from "./lists.ts";
import { addOdd } from "./odd.ts";
import type { Cursor } from "./text.ts";
import type { DealUndo } from "./undo.ts";
import type { Writes } from "./writes.ts";

const dealGuard = ({ before, after }: DealUndo) => [
  (before ?? after)?.id,
  Number(before !== null),
  before?.changedAt ?? null,
];

/**
 * The one transaction of a step: the cursor moves and all is written, or nothing. It fails where another runner was
 * faster, the import was stopped, or a lead has changed since it was read (see isMovedOn).
 * @param next where the following step begins to read
 */
export function stepStatements(
  row: ImportRow,
  writes: Writes,
  next: Cursor,
  leaseUntil: number,
): Statement[] {
  const { undo } = writes;
  // The keys are looked at, and given, all together.
  const leads = about(
    writes.leads.map((lead) => ({ ...lead, keys: [] })),
    (leads) => writeLeads({ leads }),
  );
  const hashes = [
    ...writes.keys.flatMap(([kind, value]) => (kind === "sha256" ? [value] : [])),
    ...writes.accounts.map(({ hash }) => hash),
  ];
  return [
    takeStep({
      id: row.id,
      step: row.step,
      ...next,
      ...undo.counts,
      odd: JSON.stringify(addOdd(JSON.parse(row.odd), writes.odd)),
      leaseUntil,
      guards: JSON.stringify(writes.guards),
      pasts: JSON.stringify(writes.pasts),
      keys: JSON.stringify(writes.keys),
      touches: JSON.stringify(undo.touches),
      deals: JSON.stringify(undo.deals.map(dealGuard)),
    }),
    ...about(hashes, (hashes) => announceHashes({ hashes })),
    ...about(writes.accounts, (accounts) => ensureAccounts({ accounts })),
    ...leads,
    ...about(writes.keys, (keys) => giveKeys({ keys })),
    ...about(writes.goneDeals, (ids) => deleteDeals({ ids })),
    ...about(writes.deals, (deals) => writeDeals({ deals })),
    ...about(writes.openings, (openings) => writeOpenings({ openings })),
    ...about(writes.goneChanges, (ids) => deleteChanges({ ids })),
    ...about(writes.goneChanges, (ids) => deleteSnapshots({ ids })),
    ...about(writes.changes, (changes) => writeChanges({ changes })),
    ...about(writes.froms, (froms) => writeFroms({ froms })),
    ...about(writes.snapshots, (snapshots) => writeSnapshots({ snapshots })),
    ...about(writes.facts, (facts) => writeFacts({ facts })),
    ...about(writes.standings, (standings) => writeStandings({ standings })),
    ...about(writes.touches, (touches) => writeTouches({ touches })),
    ...about(writes.warmed, (leads) => refreshSnapshotHeat({ leads })),
    ...about(writes.conflicts, (conflicts) => writeConflicts({ conflicts })),
    writeStep({
      importId: row.id,
      step: row.step + 1,
      leads: JSON.stringify(writes.guards.map(([id]) => id)),
      odd: JSON.stringify(writes.odd),
      refused: JSON.stringify(writes.refused),
      undo: JSON.stringify(undo),
    }),
  ];
}
