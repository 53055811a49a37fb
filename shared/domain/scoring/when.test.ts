import { describe, expect, it } from "vitest";
import { NOW } from "../facts.fixture.ts";
import { DAY } from "../heat/heat.ts";
import { ago, day, since } from "./when.ts";

const HOUR = DAY / 24;

describe("when", () => {
  it.each([
    [-DAY, "just now", "for 0 days"],
    [HOUR / 120, "just now", "for 0 days"],
    [(HOUR * 40.5) / 60, "40 min ago", "for 0 days"],
    [HOUR, "1 hour ago", "for 0 days"],
    [23.9 * HOUR, "23 hours ago", "for 0 days"],
    [DAY, "1 day ago", "for 1 day"],
    [13 * DAY, "13 days ago", "for 13 days"],
    [14 * DAY, "2 weeks ago", "for 2 weeks"],
    [59 * DAY, "8 weeks ago", "for 8 weeks"],
    [60 * DAY, "in September", "since September"],
    [200 * DAY, "in May", "since May"],
    [400 * DAY, "in October 2025", "since October 2025"],
  ])("%d ms before is %s, %s", (passed, past, span) => {
    expect(ago(NOW - passed, NOW)).toBe(past);
    expect(since(NOW - passed, NOW)).toBe(span);
  });

  it("names a day", () => {
    expect(day(NOW)).toBe("21 November 2026");
  });
});
