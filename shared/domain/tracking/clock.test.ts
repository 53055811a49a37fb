import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { happenedAt, timeOf } from "./clock.ts";

const noon = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;

describe("timeOf", () => {
  it.each([
    ["2026-11-22T12:00:00.000Z", noon],
    ["2026-11-22T12:00:00Z", noon],
    ["2026-11-22 12:00:00Z", noon],
    ["2026-11-22 12:00:00 UTC", noon],
    ["2026-11-22T12:00", noon],
    ["2026-11-22T12:00:00", noon],
    ["2026-11-22T13:00:00+01:00", noon],
    ["2026-11-22T13:00:00+0100", noon],
    ["2026-11-22T13:00:00+01", noon],
    ["2026-11-22T08:30:00-03:30", noon],
    ["2026-11-22T12:00:00.123456789Z", noon + 123],
    ["2026-11-22T12:00:00,5Z", noon + 500],
    ["2026-11-22t12:00:00z", noon],
    ["2026-11-22", noon - DAY / 2],
    [" 2026-11-22T12:00:00Z ", noon],
    ["2026-11-22T11:59:60Z", noon],
    ["Sun, 22 Nov 2026 12:00:00 GMT", noon],
    ["Sun, 22 Nov 2026 13:00:00 +0100", noon],
    ["Sun Nov 22 2026 13:00:00 GMT+0100 (Central European Standard Time)", noon],
    [noon, noon],
    [noon / 1000, noon],
    [`${noon}`, noon],
    [`${noon / 1000}`, noon],
    [`${noon / 1000}.25`, noon + 250],
    ["1970-01-01T00:00:00Z", 0],
  ])("reads %j", (text, at) => expect(timeOf(text)).toBe(at));

  it.each([
    "",
    "yesterday",
    "22.11.2026",
    "11/22/2026",
    "Sun Nov 22 2026 12:00:00",
    "2026-13-01",
    "2026-02-30T00:00:00Z",
    "2025-02-29",
    "2026-11-22T25:00:00Z",
    "2026-11-22T12:61:00Z",
    "1969-12-31T23:59:59Z",
    "9999-01-01",
    "12",
    "\u0000",
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e300,
    null,
    undefined,
    true,
    {},
    [2026, 11, 22],
  ])("does not guess at %j", (value) => expect(timeOf(value)).toBeNull());

  it("reads what a Date writes", () => {
    const times = fc.date({ min: new Date(0), max: new Date("2199-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        expect(timeOf(date.toISOString())).toBe(date.getTime());
        expect(timeOf(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
        expect(timeOf(date.toString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it("gives a time or null, whatever comes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.double()), (value) => {
        const at = timeOf(value);
        expect(at === null || (Number.isSafeInteger(at) && at >= 0)).toBe(true);
      }),
    );
  });
});

describe("happenedAt", () => {
  const receivedAt = noon;

  it("is the time of receipt where nothing is said", () => {
    expect(happenedAt({ timestamp: null, sentAt: null, receivedAt })).toBe(receivedAt);
    expect(happenedAt({ timestamp: null, sentAt: receivedAt - DAY, receivedAt })).toBe(receivedAt);
  });

  it("believes a timestamp without sentAt", () => {
    expect(happenedAt({ timestamp: noon - DAY, sentAt: null, receivedAt })).toBe(noon - DAY);
  });

  it("sets back what lies ahead, up to 7 days, and refuses more", () => {
    expect(happenedAt({ timestamp: noon + 7 * DAY, sentAt: noon, receivedAt })).toBe(noon);
    expect(happenedAt({ timestamp: noon + 7 * DAY + 1, sentAt: noon, receivedAt })).toBe("too_far_ahead");
    // A clock that is a year ahead, and says so.
    const ahead = 365 * DAY;
    expect(happenedAt({ timestamp: noon + ahead - 60_000, sentAt: noon + ahead, receivedAt })).toBe(
      noon - 60_000,
    );
  });

  it("puts any wrong clock right to within what it counts in, and leaves a right one alone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20 * 365 * DAY, max: 20 * 365 * DAY }),
        fc.integer({ min: 0, max: 30 * DAY }),
        fc.integer({ min: 0, max: 4_000 }),
        (wrong, ago, latency) => {
          const truth = receivedAt - latency - ago;
          const at = happenedAt({
            timestamp: truth + wrong,
            sentAt: receivedAt - latency + wrong,
            receivedAt,
          });
          expect(Math.abs(Number(at) - truth)).toBeLessThanOrEqual(5_000 + latency);
          const right = happenedAt({ timestamp: truth, sentAt: receivedAt - latency, receivedAt });
          expect(right).toBe(truth);
        },
      ),
    );
  });

  it("gives the same time when the same message is sent again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * DAY }),
        fc.integer({ min: 0, max: 4_000 }),
        fc.integer({ min: 1, max: DAY }),
        fc.integer({ min: 0, max: 4_000 }),
        (ago, latency, later, secondLatency) => {
          const timestamp = noon - ago;
          const first = happenedAt({ timestamp, sentAt: noon, receivedAt: noon + latency });
          const again = happenedAt({
            timestamp,
            sentAt: noon + later,
            receivedAt: noon + later + secondLatency,
          });
          expect(again).toBe(first);
        },
      ),
    );
  });
});
