export const periods = ["week", "4weeks", "3months", "12months"] as const;
/** The spans of time that a report offers by name. All end today. */
export type Period = (typeof periods)[number];
export const isPeriod = (name: string | undefined): name is Period => periods.some((known) => known === name);

const DAY = 86_400_000;
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const text = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Today's date, `YYYY-MM-DD`, where the workspace is. */
export function today(now: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The first day of the week that `day` is in; `firstDay` is an ISO weekday. */
export function weekStart(day: string, firstDay: number): string {
  const weekday = new Date(time(day)).getUTCDay() || 7;
  return text(time(day) - ((weekday - firstDay + 7) % 7) * DAY);
}

/** `months` back, on the same day of the month or the month's last, and the day after that. */
function monthsBack(day: string, months: number): string {
  const at = new Date(time(day));
  const target = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(at.getUTCDate(), last));
  return text(target.getTime() + DAY);
}

/**
 * First and last day of a period that ends on `to`. Four weeks are whole from their first day on; one is the last
 * seven days, because where few reps judge leads the report has nothing shorter.
 */
export function span(period: Period, to: string, firstDay: number): { from: string; to: string } {
  if (period === "week") return { from: text(time(to) - 6 * DAY), to };
  if (period === "4weeks") return { from: text(time(weekStart(to, firstDay)) - 21 * DAY), to };
  return { from: monthsBack(to, period === "3months" ? 3 : 12), to };
}
