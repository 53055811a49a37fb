import { DAY } from "../../shared/domain/heat/heat.ts";
import type { Random } from "./random.ts";

export { DAY };
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** The sample's zone is Berlin's; an hour more or less in summer does not matter here. */
const OFFSET = HOUR;

/** Some moment of office hours on the day of `at`, or on the Monday after its weekend; never before `at`. */
export function atWork(random: Random, at: number): number {
  let day = Math.floor((at + OFFSET) / DAY);
  const weekday = (((day + 3) % 7) + 7) % 7;
  if (weekday > 4) day += 7 - weekday;
  const midnight = day * DAY - OFFSET;
  const moment = midnight + random.between(8 * HOUR, 18 * HOUR);
  if (moment >= at) return Math.floor(moment);
  // Too late for a random hour: a little after `at`, be it in the evening.
  return Math.floor(at + random.between(2 * MINUTE, 40 * MINUTE));
}
