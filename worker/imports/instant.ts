import { TZDate } from "@date-fns/tz";
import type { Civil } from "../../shared/domain/imports/dates.ts";
import type { Instant } from "../../shared/domain/imports/read.ts";

/** More days than a file is likely to name. */
const MOST_DAYS = 20_000;
const DAY = 86_400_000;

/**
 * What a clock on the wall means, UTC ms. An hour that a change of clocks skips is the one after it; of one that comes
 * twice the first is taken. Asks the calendar once a day that is named, not once a date.
 */
export function instants(): Instant {
  /** By zone and day: how far the wall is from UTC all day long; null where that changes in it. */
  const offsets = new Map<string, number | null>();
  return (civil, zone) => {
    const { year, month, day, hour, minute, second, millisecond } = civil;
    const wall = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
    if (civil.offset !== null) return wall - civil.offset * 60_000;
    const name = `${zone} ${year} ${month} ${day}`;
    let offset = offsets.get(name);
    if (offset === undefined) {
      offset = offsetAllDay(civil, zone);
      if (offsets.size >= MOST_DAYS) offsets.clear();
      offsets.set(name, offset);
    }
    if (offset !== null) return wall - offset;
    return new TZDate(year, month - 1, day, hour, minute, second, millisecond, zone).getTime();
  };
}

function offsetAllDay({ year, month, day }: Civil, zone: string): number | null {
  const begins = new TZDate(year, month - 1, day, zone).getTime();
  const ends = new TZDate(year, month - 1, day + 1, zone).getTime();
  return ends - begins === DAY ? Date.UTC(year, month - 1, day) - begins : null;
}
