/**
 * Numbers and dates as this browser's owner writes them. The texts are English, so a date inside a
 * sentence is written in the English that the browser prefers.
 */
const preferred = globalThis.navigator?.languages?.find((language) => language.startsWith("en"));
export const locale = preferred ?? "en-GB";

const whole = new Intl.NumberFormat(locale);
const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });

export const number = (value: number) => whole.format(value);
const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
/** 4 -> "+4", -3 -> "−3", 0 -> "0". */
export const difference = (value: number) => signed.format(value).replace("-", "−");
/** 0.61 -> "61%". */
export const percent = (value: number) => share.format(value);
/** 0.61 -> "61", for where the sign stands already. */
export const points = (value: number) => whole.format(Math.round(value * 100));

/** Days of the workspace's calendar are `YYYY-MM-DD` and have no zone: they are read and written as UTC. */
const calendar = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  return (day: string) => format.format(new Date(`${day}T00:00:00Z`));
};
/** "2026-10-26" -> "26 Oct". */
export const shortDay = calendar({ day: "numeric", month: "short" });

const months = calendar({ month: "long", year: "numeric" });
/** "2018-05" -> "May 2018". */
export const month = (name: string) => months(`${name}-01`);

const range = new Intl.DateTimeFormat(locale, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
export const dayRange = (from: string, to: string) =>
  range.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));

/** A moment (UTC milliseconds) as the workspace's clocks show it. */
export const moment = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(at);
export const clock = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }).format(at);
export const momentDay = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(at);

/** ISO weekday, 1 Monday ... 7 Sunday, by name. 1 January 2024 was a Monday. */
export const weekday = (day: number) =>
  new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, day));

const rules = new Intl.PluralRules(locale);
/** "1 verdict", "1,204 verdicts". */
export const plural = (count: number, one: string, many: string) =>
  `${number(count)} ${rules.select(count) === "one" ? one : many}`;
