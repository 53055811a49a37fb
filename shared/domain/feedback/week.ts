/** Weeks of plain days, `YYYY-MM-DD`, as a workspace counts them. Calendar arithmetic only: no zone, no clock. */

const DAY = 86_400_000;
const toNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
const toDay = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

/** The day `days` after `day`. */
export const addDays = (day: string, days: number): string => toDay(toNumber(day) + days);

/** The first day of the week that `day` is in; `firstDay` is the ISO weekday that weeks begin with, 1 Monday to 7 Sunday. */
export function weekStart(day: string, firstDay: number): string {
  const number = toNumber(day);
  // 1970-01-01, number 0, was a Thursday: ISO weekday 4.
  return toDay(number - ((((number + 4 - firstDay) % 7) + 7) % 7));
}

/**
 * The week's number in its year. A week belongs to the year that most of its days, and so its fourth, are
 * in: ISO 8601 for weeks from Monday, and the same rule (that of the MMWR) for others.
 */
export function weekNumber(day: string, firstDay: number): { year: number; week: number } {
  const fourth = addDays(weekStart(day, firstDay), 3);
  const year = Number(fourth.slice(0, 4));
  const dayOfYear = toNumber(fourth) - toNumber(`${fourth.slice(0, 4)}-01-01`);
  return { year, week: Math.floor(dayOfYear / 7) + 1 };
}

/** `Week 44`, or `Week 43–44` where `last` is in a later week than `first`. */
export function weekLabel(first: string, last: string, firstDay: number): string {
  const from = weekNumber(first, firstDay);
  const to = weekNumber(last, firstDay);
  return from.week === to.week && from.year === to.year
    ? `Week ${from.week}`
    : `Week ${from.week}–${to.week}`;
}
