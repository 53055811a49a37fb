import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, matchOf, safeLink } from "./explain.ts";
import { formats, points } from "./format.ts";

const reason = fc.record({
  signal: fc.constantFrom("start", "demo", "pricing", "limit", "webinar"),
  label: fc.string(),
  points: fc.integer({ min: -50, max: 50 }),
});

describe("explaining a score", () => {
  it("loses no point: start, what is listed and the rest sum to the value", () => {
    fc.assert(
      fc.property(fc.array(reason, { maxLength: 60 }), (reasons) => {
        const value = reasons.reduce((sum, each) => sum + each.points, 0);
        const { start, top, more, morePoints, all } = explain({ reasons });
        const listed = top.reduce((sum, each) => sum + each.points, 0);
        expect(start + listed + morePoints).toBe(value);
        expect(top.length + more).toBe(all.length);
        expect(top.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it("puts the weightiest first, and what speaks most against the lead among them", () => {
    const reasons = [3, 9, -2, 12, 8, 7, -1].map((n) => ({ signal: `s${n}`, label: "", points: n }));
    expect(explain({ reasons }).top.map((each) => each.points)).toEqual([12, 9, 8, -2]);
  });

  it("names a match by its confidence", () => {
    expect([0.5, 0.6, 0.75].map(matchOf)).toEqual(["weak", "fair", "strong"]);
  });
});

describe("links", () => {
  it("lead to the web only", () => {
    expect(safeLink("https://a.example/x")).toBe("https://a.example/x");
    for (const url of ["javascript:alert(1)", "data:text/html,x", "//a.example", "", undefined])
      expect(safeLink(url)).toBeNull();
  });
});

describe("numbers, dates and money", () => {
  const english = formats("en-GB", "Europe/Berlin");
  const now = Date.UTC(2026, 9, 5, 9, 32);

  it("says money in its own minor units, short", () => {
    expect(english.money({ minor: 4_800_000, currency: "EUR" })).toBe("€48k");
    expect(english.money({ minor: 99_50, currency: "EUR" })).toBe("€99.50");
    expect(english.money({ minor: 1_200_000, currency: "JPY" })).toBe("JP¥1.2m");
  });

  it("says an age in one unit, and nothing is younger than now", () => {
    const age = (seconds: number) => english.age(now - seconds * 1000, now);
    expect([9, 59, 60, 3599, 3600, 86_400, -20].map(age)).toEqual([
      "9s",
      "59s",
      "1m",
      "59m",
      "1h",
      "1d",
      "0s",
    ]);
  });

  it("counts days by the calendar, also over the change of the clocks", () => {
    expect(english.daysAgo(Date.UTC(2026, 9, 4, 21, 59), now)).toBe(1);
    expect(english.daysAgo(Date.UTC(2026, 9, 4, 22, 1), now)).toBe(0);
    expect(english.daysAgo(Date.UTC(2026, 9, 24, 12), Date.UTC(2026, 9, 26, 12))).toBe(2);
  });

  it("names the year only where it is long ago, and the day only where it is another", () => {
    expect(english.date(now, now)).toBe("5 Oct");
    expect(english.date(now - 400 * 86_400_000, now)).toBe("31 Aug 2025");
    expect(english.moment(now - 60_000, now)).toBe("11:31");
    expect(english.moment(now - 86_400_000, now)).toBe("4 Oct, 11:32");
  });

  it("writes points with a sign", () => {
    expect([18, -4, 0].map(points)).toEqual(["+18", "−4", "0"]);
  });
});
