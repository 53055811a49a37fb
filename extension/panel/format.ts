import type { Money } from "../../shared/contract/index.ts";

/** Dates, numbers and money as the viewer's own locale writes them; the viewer's time zone too. */
export function formats(locale?: string, timeZone?: string) {
  const zone = { timeZone };
  const dayKey = new Intl.DateTimeFormat("sv", zone);
  const dayMonth = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...zone });
  const dayMonthYear = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...zone,
  });
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", ...zone });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", ...zone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", ...zone });
  const passed = new Intl.RelativeTimeFormat(locale, { style: "short" });
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  const day = 24 * 3_600_000;

  /** By the quarter of an hour: no zone's day begins within one. */
  const days = new Map<number, string>();

  /** `2026-10-05`: the same for two moments of one day here. */
  function dayOf(at: number): string {
    const quarter = Math.floor(at / 900_000);
    const known = days.get(quarter);
    if (known !== undefined) return known;
    const day = dayKey.format(quarter * 900_000);
    days.set(quarter, day);
    return day;
  }

  const date = (at: number, now: number): string =>
    Math.abs(now - at) < 300 * day ? dayMonth.format(at) : dayMonthYear.format(at);

  return {
    dayOf,
    /** `12 Mar`, with the year where it is long ago. */
    date,
    /** `11:05` */
    clock: (at: number): string => clock.format(at),
    /** `11:05` today, else the date and time. */
    moment: (at: number, now: number): string =>
      dayOf(at) === dayOf(now) ? clock.format(at) : `${date(at, now)}, ${clock.format(at)}`,
    /** Everything, for a tooltip. */
    full: (at: number): string => full.format(at),
    /** `Thursday` */
    weekday: (at: number): string => weekday.format(at),
    /** `5 min. ago`, `3 hr. ago`, `2 days ago`. A clock that runs behind makes nothing younger than now. */
    ago(at: number, now: number): string {
      const minutes = Math.max(0, Math.floor((now - at) / 60_000));
      if (minutes < 60) return passed.format(-minutes, "minute");
      if (minutes < 24 * 60) return passed.format(-Math.floor(minutes / 60), "hour");
      return passed.format(-Math.floor(minutes / (24 * 60)), "day");
    },
    percent: (share: number): string => percent.format(share),
    /** 0 today, 1 yesterday, by the calendar. */
    daysAgo(at: number, now: number): number {
      return Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(at))) / day);
    },
    /** `€48K` */
    money({ minor, currency }: Money): string {
      const exact = new Intl.NumberFormat(locale, { style: "currency", currency });
      const digits = exact.resolvedOptions().maximumFractionDigits ?? 2;
      const amount = minor / 10 ** digits;
      if (Math.abs(amount) < 1000) return exact.format(amount);
      return new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        notation: "compact",
        minimumFractionDigits: 0,
        maximumFractionDigits: 1,
      }).format(amount);
    },
    /** `9s`, `4m`, `3h`, `2d`: how old something is. A clock that runs behind makes nothing younger than now. */
    age(at: number, now: number): string {
      const seconds = Math.max(0, Math.round((now - at) / 1000));
      if (seconds < 60) return unit(seconds, "second");
      if (seconds < 3600) return unit(Math.floor(seconds / 60), "minute");
      if (seconds < 86_400) return unit(Math.floor(seconds / 3600), "hour");
      return unit(Math.floor(seconds / 86_400), "day");
    },
  };

  function unit(value: number, name: "second" | "minute" | "hour" | "day"): string {
    return new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "narrow" }).format(value);
  }
}

export type Formats = ReturnType<typeof formats>;

/** `+18`, `−4`, with a true minus. */
export const points = (value: number): string =>
  value < 0 ? `−${Math.abs(value)}` : value > 0 ? `+${value}` : "0";
