import { addDays } from "../../shared/domain/feedback/week.ts";
import { readConfig } from "../db/config.ts";
import type { Database } from "../db/run.ts";
import { countSeenBefore, deleteSeenBefore, forgetMergedSeen } from "../db/seen.ts";
import { dayOf } from "../zone.ts";

/** For how many days it is kept which rep saw which lead. */
export const SEEN_DAYS = 90;

/** What is older becomes counts without a name. Safe to run at any time and again. */
export async function forgetWhoSaw(db: Database, now: number): Promise<void> {
  const { timeZone } = await readConfig(db);
  const before = addDays(dayOf(now, timeZone), -SEEN_DAYS);
  await db.batch([
    countSeenBefore({ before }),
    deleteSeenBefore({ before }),
    ...forgetMergedSeen({ before }),
  ]);
}
