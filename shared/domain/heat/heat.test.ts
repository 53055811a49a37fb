import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyTouches, NOW, touchesOf } from "../facts.fixture.ts";
import {
  addTouch,
  countOf,
  DAY,
  type Heat,
  halfLives,
  heatKey,
  heatOf,
  lastOf,
  round6,
  totals,
  warmth,
  withoutTouches,
} from "./heat.ts";

/** Heat as it is read: counts, firsts, lasts and the three warmths of every kind, to 6 digits. */
const read = (heat: Heat) =>
  Object.fromEntries(
    Object.entries(heat)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, [count, first, last]]) => [
        kind,
        { count, first, last, warm: halfLives.map((h) => warmth(heat, kind, h, NOW)) },
      ]),
  );
/** The same within the last of six digits, where rounding may fall either way. */
const expectSame = (a: Heat, b: Heat, withTimes = true) => {
  const [one, two] = [read(a), read(b)];
  expect(Object.keys(one)).toEqual(Object.keys(two));
  for (const [kind, { count, first, last, warm }] of Object.entries(one)) {
    const other = two[kind];
    expect(other?.count).toBe(count);
    if (withTimes) expect([other?.first, other?.last]).toEqual([first, last]);
    warm.forEach((value, i) => {
      expect(Math.abs(value - (other?.warm[i] ?? Number.NaN))).toBeLessThanOrEqual(1.01e-5 * value);
    });
  }
};

describe("heat", () => {
  it("halves with each half-life", () => {
    const heat = heatOf(touchesOf(["form", 0], ["form", 30]));
    expect(warmth(heat, "form", 30, NOW)).toBe(1.5);
    expect(warmth(heat, "form", 30, NOW + 30 * DAY)).toBe(0.75);
    expect(warmth(heat, "form", 90, NOW)).toBe(round6(1 + 2 ** (-1 / 3)));
    expect(warmth(heat, "webinar", 7, NOW)).toBe(0);
  });

  it("keeps ours apart from theirs", () => {
    const heat = heatOf([{ id: "1", at: NOW, kind: "meeting", direction: "ours" }]);
    expect(countOf(heat, "meeting")).toBe(0);
    expect(countOf(heat, "ours_meeting")).toBe(1);
    expect(lastOf(heat, "ours_meeting")).toBe(NOW);
    expect(totals(heat)).toEqual({ count: 1, firstAt: NOW, lastAt: NOW });
    expect(totals({})).toEqual({ count: 0, firstAt: null, lastAt: null });
  });

  it("kept step by step, in any order, equals heat from scratch", () => {
    fc.assert(
      fc.property(
        anyTouches.chain((touches) =>
          fc.tuple(fc.constant(touches), fc.shuffledSubarray(touches, { minLength: touches.length })),
        ),
        ([touches, shuffled]) => {
          let heat: Heat = {};
          for (const touch of shuffled) heat = addTouch(heat, touch);
          expectSame(heat, heatOf(touches));
          expect(totals(heat).count).toBe(touches.length);
        },
      ),
    );
  });

  it("is not changed by duplicates", () => {
    fc.assert(
      fc.property(
        anyTouches.chain((touches) => fc.tuple(fc.constant(touches), fc.subarray(touches))),
        ([touches, again]) => {
          expect(heatOf([...touches, ...again])).toEqual(heatOf(touches));
        },
      ),
    );
  });

  it("without touches is the heat of the others, to 6 digits", () => {
    fc.assert(
      fc.property(
        anyTouches.chain((touches) => fc.tuple(fc.constant(touches), fc.subarray(touches))),
        ([touches, taken]) => {
          const rest = touches.filter((touch) => !taken.includes(touch));
          expectSame(withoutTouches(heatOf(touches), taken), heatOf(rest), false);
        },
      ),
    );
  });

  it("is not changed by taking out what is not in it", () => {
    const heat = heatOf(touchesOf(["form", 3]));
    expect(withoutTouches(heat, touchesOf(["webinar", 3]))).toEqual(heat);
    expect(heatKey({ kind: "call", direction: "ours" })).toBe("ours_call");
  });

  it("is finite and never negative for years to come", () => {
    fc.assert(
      fc.property(anyTouches, fc.integer({ min: 0, max: 15 * 365 }), (touches, days) => {
        const heat = heatOf(touches);
        for (const kind of Object.keys(heat))
          for (const h of halfLives) {
            const value = warmth(heat, kind, h, NOW + days * DAY);
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(touches.length);
          }
      }),
    );
  });
});
