import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../shared/domain/feedback/week.ts";
import { dayOf, dayTeller, startOfDay } from "./zone.ts";

// Some change their clocks at midnight, one skipped a whole day (Apia, 30 December 2011).
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Africa/Cairo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
];
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2100, 0, 1) });
const day = fc.integer({ min: 0, max: 36_500 }).map((count) => addDays("2012-01-01", count));

describe("days in a time zone", () => {
  it("begin at their first instant, also where the clocks change at midnight", () => {
    fc.assert(
      fc.property(day, zone, (date, timeZone) => {
        const begins = startOfDay(date, timeZone);
        expect(dayOf(begins, timeZone)).toBe(date);
        expect(dayOf(begins - 1, timeZone)).toBe(addDays(date, -1));
      }),
      { numRuns: 1000 },
    );
  });

  it("are told for many instants as for one, in any order", () => {
    fc.assert(
      fc.property(fc.array(instant, { maxLength: 30 }), fc.boolean(), zone, (instants, sorted, timeZone) => {
        const tell = dayTeller(timeZone);
        const list = sorted ? instants.toSorted((a, b) => a - b) : instants;
        for (const at of list) expect(tell(at)).toBe(dayOf(at, timeZone));
      }),
      { numRuns: 300 },
    );
  });
});
