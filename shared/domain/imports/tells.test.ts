import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberSample, tells } from "./tells.ts";

const group = (won: number, lost: number) => ({ won, lost });

describe("how well a column tells won from lost", () => {
  it.each([
    ["values that say it all", [group(50, 0), group(0, 50)], 1],
    ["values that say nothing", [group(50, 50), group(50, 50)], 0.5],
    ["one value", [group(50, 50)], 0.5],
    // 40 of 50 won rows against 40 of 50 lost ones rank right, 10 of either rank wrong, the rest ties.
    ["values that say something", [group(40, 10), group(10, 40)], 0.8],
    [
      "values each seen once, as ids are",
      Array.from({ length: 200 }, (_, i) => group(i % 2, (i + 1) % 2)),
      0.5,
    ],
  ])("%s", (_, groups, expected) => {
    expect(tells(groups)).toBeCloseTo(expected, 10);
  });

  it("is not told of few rows, or of few of one outcome", () => {
    expect(tells([group(50, 0), group(0, 49)])).toBeNull();
    expect(tells([group(19, 0), group(0, 500)])).toBeNull();
    expect(tells([group(500, 0), group(0, 19)])).toBeNull();
    expect(tells([])).toBeNull();
  });

  it("is the share of pairs that it ranks right", () => {
    const groups = fc.array(
      fc.record({ won: fc.integer({ min: 10, max: 40 }), lost: fc.integer({ min: 10, max: 40 }) }),
      {
        minLength: 3,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(groups, (groups) => {
        fc.pre(groups.reduce((sum, { won, lost }) => sum + won + lost, 0) >= 100);
        const rows = groups.flatMap(({ won, lost }) =>
          Array.from({ length: won + lost }, (_, i) => ({ isWon: i < won, rate: won / (won + lost) })),
        );
        let right = 0;
        let pairs = 0;
        for (const one of rows.filter(({ isWon }) => isWon))
          for (const other of rows.filter(({ isWon }) => !isWon)) {
            pairs++;
            right += one.rate > other.rate ? 1 : one.rate === other.rate ? 0.5 : 0;
          }
        expect(tells(groups)).toBeCloseTo(right / pairs, 10);
      }),
      { numRuns: 30 },
    );
  });
});

describe("a sample of numbers", () => {
  const sampled = (rows: number, isWon: (i: number) => boolean) => {
    const sample = new NumberSample();
    for (let i = 0; i < rows; i++) sample.add(isWon(i), () => i);
    return sample.groups();
  };

  it("keeps neighbours together, 20 groups at most, and stands for all rows", () => {
    const groups = sampled(50_000, (i) => i >= 25_000);
    expect(groups.length).toBeGreaterThan(15);
    expect(groups.length).toBeLessThanOrEqual(20);
    expect(groups.reduce((sum, { won, lost }) => sum + won + lost, 0)).toBeCloseTo(50_000, 3);
    expect(tells(groups)).toBeGreaterThan(0.98);
  });

  it("is the same for the same file", () => {
    expect(sampled(20_000, (i) => i % 3 === 0)).toEqual(sampled(20_000, (i) => i % 3 === 0));
  });

  it("tells nothing of numbers that have nothing to do with it", () => {
    expect(tells(sampled(20_000, (i) => i % 2 === 0))).toBeLessThan(0.55);
  });

  it("keeps equal numbers in one group", () => {
    const sample = new NumberSample();
    for (let i = 0; i < 1000; i++) sample.add(i % 2 === 0, () => (i < 900 ? 0 : i));
    expect(sample.groups()[0]).toEqual({ won: 450, lost: 450 });
  });

  it("has no groups where there are no numbers", () => {
    expect(tells([...new NumberSample().groups(), group(60, 60)])).toBe(0.5);
  });
});
