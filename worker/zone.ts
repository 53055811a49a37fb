import { TZDate, tz } from "@date-fns/tz";
import { format } from "date-fns";

/** The day that an instant falls on in a time zone, `YYYY-MM-DD`. */
export const dayOf = (at: number, timeZone: string): string => format(at, "yyyy-MM-dd", { in: tz(timeZone) });

/** The instant at which a day begins in a time zone, UTC milliseconds. */
export function startOfDay(day: string, timeZone: string): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new TZDate(year, month - 1, date, timeZone).getTime();
}
