import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, weekLabel, weekNumber, weekStart } from "./week.ts";

const day = fc.integer({ min: -20_000, max: 60_000 }).map((number) => addDays("1970-01-01", number));
const firstDays = fc.integer({ min: 1, max: 7 });
const weekday = (of: string): number => new Date(`${of}T12:00:00Z`).getUTCDay() || 7;

describe("weeks", () => {
  it.each([
    ["2026-10-26", 1, "2026-10-26"],
    ["2026-11-01", 1, "2026-10-26"],
    ["2026-11-01", 7, "2026-11-01"],
    ["2026-10-31", 7, "2026-10-25"],
    ["2026-03-01", 6, "2026-02-28"],
    ["1969-12-31", 1, "1969-12-29"],
  ])("%s, weeks from day %i: begins on %s", (of, firstDay, start) => {
    expect(weekStart(of, firstDay)).toBe(start);
  });

  // ISO 8601's own edge cases, and one of the MMWR's.
  it.each([
    ["2026-10-28", 1, 2026, 44],
    ["2005-01-01", 1, 2004, 53],
    ["2005-01-02", 1, 2004, 53],
    ["2008-12-29", 1, 2009, 1],
    ["2009-12-31", 1, 2009, 53],
    ["2010-01-03", 1, 2009, 53],
    ["2010-01-04", 1, 2010, 1],
    ["2015-01-03", 7, 2014, 53],
    ["2015-01-04", 7, 2015, 1],
  ])("%s, weeks from day %i: is in %i, week %i", (of, firstDay, year, week) => {
    expect(weekNumber(of, firstDay)).toEqual({ year, week });
  });

  it("begin on their first day, hold the day, and count 1 to 53 without a gap", () => {
    fc.assert(
      fc.property(day, firstDays, (of, firstDay) => {
        const start = weekStart(of, firstDay);
        expect(weekday(start)).toBe(firstDay);
        expect(start <= of && of < addDays(start, 7)).toBe(true);
        const { year, week } = weekNumber(of, firstDay);
        const next = weekNumber(addDays(of, 7), firstDay);
        expect(next.year === year ? next.week === week + 1 : next.week === 1 && week >= 52).toBe(true);
      }),
    );
  });

  it("are named by number, or by the first and the last", () => {
    expect(weekLabel("2026-10-26", "2026-10-26", 1)).toBe("Week 44");
    expect(weekLabel("2026-10-19", "2026-10-26", 1)).toBe("Week 43–44");
    expect(weekLabel("2025-12-29", "2026-12-28", 1)).toBe("Week 1–53");
  });
});
