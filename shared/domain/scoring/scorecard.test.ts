import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultScorecard } from "./default.ts";
import { bandOf, pointsFor, reachOf } from "./scorecard.ts";

describe("a scorecard", () => {
  it("gives points by value, and for the others", () => {
    const row = { signal: "country", values: { DE: 3 }, other: -2 };
    expect(pointsFor(row, "DE")).toBe(3);
    expect(pointsFor(row, "BR")).toBe(-2);
    expect(pointsFor(row, "toString")).toBe(-2);
    expect(pointsFor({ signal: "country", values: { DE: 3 } }, "BR")).toBe(0);
    expect(reachOf(row)).toBe(3);
  });

  it("gives points by the highest step reached, in whatever order they stand", () => {
    const steps = [
      { from: 1, points: 6 },
      { from: 0.5, points: 3 },
      { from: 10, points: -9 },
    ];
    const row = { signal: "form", steps };
    expect([0.4, 0.5, 0.9, 1, 9, 10, 1e9].map((n) => pointsFor(row, n))).toEqual([0, 3, 3, 6, 6, -9, -9]);
    expect(pointsFor(row, "many")).toBe(0);
    expect(reachOf(row)).toBe(9);
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (n) => {
        expect(pointsFor({ ...row, steps: [...steps].reverse() }, n)).toBe(pointsFor(row, n));
      }),
    );
  });

  it("gives whole points only", () => {
    expect(pointsFor({ signal: "form", steps: [{ from: 0, points: 2.6 }] }, 1)).toBe(3);
  });

  it("has four bands", () => {
    expect([100, 70, 69, 45, 44, 25, 24, 0].map((value) => bandOf(value, defaultScorecard)).join("")).toBe(
      "AABBCCDD",
    );
  });
});
