import {
  type ConflictDecision,
  ConflictResult,
  Conflicts,
  type ConflictsQuery,
  Merges,
} from "../../../../shared/contract/merges.ts";
import { ask, read, worker } from "../../client.ts";

const { conflicts, merges } = worker.v1;

/** The Worker's calls about leads that may be, or were made, one. @throws Failure, or what aborted the call */
export const api = {
  conflicts: (state: ConflictsQuery["state"], signal: AbortSignal) =>
    read(Conflicts, conflicts.$get({ query: { state } }, { init: { signal } })),
  decide: (id: string, decision: ConflictDecision) =>
    read(ConflictResult, conflicts[":id"].$put({ param: { id }, json: decision })),
  merges: (signal: AbortSignal) => read(Merges, merges.$get({}, { init: { signal } })),
  undo: async (id: string) => void (await ask(merges[":id"].$delete({ param: { id } }))),
};
