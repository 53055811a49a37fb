import type { Import } from "../../shared/contract/imports.ts";
import type { ImportShown } from "../db/imports.ts";
import { oddRemarks } from "./odd.ts";

/** For how long a file is kept, and what an import wrote can be taken back. */
export const KEPT_DAYS = 30;
export const KEPT = KEPT_DAYS * 86_400_000;

/** Where an import stands. */
export function importView(row: ImportShown, now: number): Import {
  const undoUntil = row.finishedAt === null || row.startedAt === null ? null : row.finishedAt + KEPT;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    phase: row.phase,
    rows: row.rows,
    done: row.done,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    refused: row.refused,
    error: row.error,
    odd: row.startedAt === null ? [] : oddRemarks(JSON.parse(row.odd), JSON.parse(row.lookAlikes)),
    conflicts: row.conflicts,
    by: row.by ?? "",
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    fileKept: row.fileKept === 1,
    undoUntil: undoUntil !== null && undoUntil > now ? undoUntil : null,
  };
}
