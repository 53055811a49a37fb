import { Drift } from "../../../../shared/contract/drift.ts";
import { read, worker } from "../../client.ts";

/** The Worker's call about pages that have changed. @throws Failure, or what aborted the call */
export const readDrift = (signal: AbortSignal) =>
  read(Drift, worker.v1.drift.$get(undefined, { init: { signal } }));
