import { DAY } from "../heat/heat.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const months = "January February March April May June July August September October November December".split(
  " ",
);

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;
const monthOf = (at: number): string => months[new Date(at).getUTCMonth()] ?? "";
/** "May", and "May 2025" where another May came between, or almost. */
const month = (at: number, now: number): string =>
  now - at < 330 * DAY ? monthOf(at) : `${monthOf(at)} ${new Date(at).getUTCFullYear()}`;

/** "40 min ago", "3 days ago", "5 weeks ago", "in May". What lies ahead is a clock gone wrong: "just now". */
export function ago(at: number, now: number): string {
  const passed = now - at;
  if (passed < MINUTE) return "just now";
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < DAY) return `${count(Math.floor(passed / HOUR), "hour")} ago`;
  if (passed < 14 * DAY) return `${count(Math.floor(passed / DAY), "day")} ago`;
  if (passed < 60 * DAY) return `${count(Math.floor(passed / (7 * DAY)), "week")} ago`;
  return `in ${month(at, now)}`;
}

/** "for 5 weeks", "since May". */
export function since(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  if (passed < 14 * DAY) return `for ${count(Math.floor(passed / DAY), "day")}`;
  if (passed < 60 * DAY) return `for ${count(Math.floor(passed / (7 * DAY)), "week")}`;
  return `since ${month(at, now)}`;
}

/** "12 May 2026", UTC. */
export const day = (at: number): string =>
  `${new Date(at).getUTCDate()} ${monthOf(at)} ${new Date(at).getUTCFullYear()}`;
