import { TZDate, tz } from "@date-fns/tz";
import { format } from "date-fns";
import { addDays } from "../shared/domain/feedback/week.ts";

/** The day that an instant falls on in a time zone, `YYYY-MM-DD`. */
export const dayOf = (at: number, timeZone: string): string => format(at, "yyyy-MM-dd", { in: tz(timeZone) });

/** The same for many instants: quick where they come in order, since only the first of a day needs the calendar. */
export function dayTeller(timeZone: string): (at: number) => string {
  let day = "";
  let [begins, ends] = [0, 0];
  return (at) => {
    if (at < begins || at >= ends) {
      day = dayOf(at, timeZone);
      begins = startOfDay(day, timeZone);
      ends = startOfDay(addDays(day, 1), timeZone);
    }
    return day;
  };
}

/** The instant at which a day begins in a time zone, UTC milliseconds. */
export function startOfDay(day: string, timeZone: string): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new TZDate(year, month - 1, date, timeZone).getTime();
}
