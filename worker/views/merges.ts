import type { Conflict, ConflictLead, Merge, MergedLead } from "../../shared/contract/merges.ts";
import { stageOf } from "../../shared/domain/stages/stages.ts";
import type { ConflictListed, SideRow } from "../db/conflicts.ts";
import type { MergeListed } from "../db/merges.ts";

const who = (json: string): MergedLead => JSON.parse(json);

export const mergeView = ({ into, from, ...row }: MergeListed): Merge => ({
  ...row,
  into: who(into),
  from: who(from),
});

function sideView(json: string): ConflictLead {
  const row: SideRow = JSON.parse(json);
  return { ...row, stage: stageOf(row.stage) };
}

export function conflictView(row: ConflictListed, state: Conflict["state"]): Conflict {
  const { id, at, by, decidedAt, importId, importName } = row;
  return {
    id,
    state,
    at,
    leads: [sideView(row.a), sideView(row.b)],
    row: row.row,
    import: importId && importName ? { id: importId, name: importName } : null,
    by,
    decidedAt,
  };
}
