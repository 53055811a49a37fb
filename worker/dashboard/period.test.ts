import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPeriod, periods, span, today, weekStart } from "./period.ts";

const days = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2040, 0, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

describe("today", () => {
  it("is the workspace's date, not the browser's", () => {
    const late = Date.UTC(2026, 9, 25, 23, 30);
    expect(today(late, "Europe/Berlin")).toBe("2026-10-26");
    expect(today(late, "America/New_York")).toBe("2026-10-25");
  });
});

describe("weekStart", () => {
  it("steps back to the workspace's first day", () => {
    expect(weekStart("2026-10-28", 1)).toBe("2026-10-26");
    expect(weekStart("2026-10-28", 7)).toBe("2026-10-25");
    expect(weekStart("2026-10-26", 1)).toBe("2026-10-26");
  });

  it("is the first day of its own week, at most six days back", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (day, first) => {
        const start = weekStart(day, first);
        const back = (Date.parse(day) - Date.parse(start)) / 86_400_000;
        expect(back).toBeGreaterThanOrEqual(0);
        expect(back).toBeLessThan(7);
        expect(new Date(start).getUTCDay() || 7).toBe(first);
      }),
    );
  });
});

describe("span", () => {
  it("names whole weeks and months that end today", () => {
    expect(span("week", "2026-10-28", 1)).toEqual({ from: "2026-10-22", to: "2026-10-28" });
    expect(span("4weeks", "2026-10-28", 1)).toEqual({ from: "2026-10-05", to: "2026-10-28" });
    expect(span("3months", "2026-10-28", 1)).toEqual({ from: "2026-07-29", to: "2026-10-28" });
    expect(span("12months", "2026-10-28", 1)).toEqual({ from: "2025-10-29", to: "2026-10-28" });
  });

  it("stays in the month where that is shorter", () => {
    expect(span("3months", "2026-05-31", 1).from).toBe("2026-03-01");
    expect(span("12months", "2028-02-29", 1).from).toBe("2027-03-01");
  });

  it("never begins after it ends", () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...periods), fc.integer({ min: 1, max: 7 }), (day, period, first) => {
        const { from, to } = span(period, day, first);
        expect(from <= to).toBe(true);
      }),
    );
  });
});

it("knows its own names only", () => {
  expect(isPeriod("4weeks")).toBe(true);
  expect(isPeriod("constructor")).toBe(false);
  expect(isPeriod(undefined)).toBe(false);
});
