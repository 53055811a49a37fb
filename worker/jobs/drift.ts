import { forgetDriftBefore } from "../db/drift.ts";
import type { Database } from "../db/run.ts";

/** How long it is kept how pages have changed that nobody reports any more, ms. */
const KEPT = 90 * 86_400_000;

/** Safe to run at any time and again. */
export async function forgetDrift(db: Database, now: number): Promise<void> {
  await db.batch([forgetDriftBefore({ before: now - KEPT })]);
}
