import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBeta, drawBinomial, seeded } from "./draws.ts";
import { enough, moreNeeded, rate, type Tally, uniform, WIDEST, workspacePrior } from "./rate.ts";

const mean = ({ a, b }: { a: number; b: number }): number => a / (a + b);
const tallies = fc
  .tuple(fc.nat(300), fc.nat(300))
  .map(([one, other]) => ({ good: Math.min(one, other), n: Math.max(one, other) }));
const priors = fc.array(tallies, { maxLength: 12 }).map(workspacePrior);

describe("workspacePrior", () => {
  it("is uniform where there are no verdicts", () => {
    expect(workspacePrior([])).toEqual(uniform);
    expect(workspacePrior([{ good: 0, n: 0 }])).toEqual(uniform);
  });

  it("has the workspace's rate, known from a uniform start, as its mean", () => {
    const slices = [
      { good: 30, n: 40 },
      { good: 10, n: 40 },
      { good: 35, n: 40 },
    ];
    expect(mean(workspacePrior(slices))).toBeCloseTo(76 / 122, 10);
  });

  it("is strong where slices are alike, weak where they are not, and for two alone", () => {
    const slices = (rates: number[]): Tally[] => rates.map((each) => ({ good: each * 200, n: 200 }));
    const strength = (rates: number[]): number => {
      const { a, b } = workspacePrior(slices(rates));
      return a + b;
    };
    const alike = strength([0.5, 0.51, 0.49, 0.5, 0.52, 0.48, 0.5, 0.5]);
    const apart = strength([0.05, 0.95, 0.1, 0.9, 0.5, 0.02, 0.98, 0.5]);
    expect(alike).toBeGreaterThan(20);
    expect(apart).toBeLessThan(4);
    expect(strength([0.5, 0.5])).toBeLessThan(alike / 3);
  });

  it("finds the spread that the slices were drawn with", () => {
    const random = seeded(11);
    const slices = Array.from({ length: 150 }, () => ({
      n: 120,
      good: drawBinomial(random, 120, drawBeta(random, 9, 6)),
    }));
    const { a, b } = workspacePrior(slices);
    expect(a + b).toBeGreaterThan(11);
    expect(a + b).toBeLessThan(20);
  });

  it("stays proper and between 2 and 50 verdicts strong, whatever the slices", () => {
    fc.assert(
      fc.property(fc.array(tallies, { maxLength: 30 }), (slices) => {
        const { a, b } = workspacePrior(slices);
        expect(a).toBeGreaterThan(0);
        expect(b).toBeGreaterThan(0);
        expect(a + b).toBeGreaterThanOrEqual(2 - 1e-9);
        expect(a + b).toBeLessThanOrEqual(50 + 1e-9);
      }),
    );
  });
});

describe("rate", () => {
  it("lies in its interval, between the workspace's rate and the slice's own", () => {
    fc.assert(
      fc.property(tallies, priors, ({ good, n }, prior) => {
        const { rate: value, low, high } = rate(good, n, prior);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThan(high);
        const own = n === 0 ? mean(prior) : good / n;
        expect(value).toBeGreaterThanOrEqual(Math.min(own, mean(prior)) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(own, mean(prior)) + 1e-12);
      }),
    );
  });

  it("rises with every good verdict", () => {
    fc.assert(
      fc.property(tallies, priors, ({ good, n }, prior) => {
        const less = rate(good, n + 1, prior);
        const more = rate(good + 1, n + 1, prior);
        expect(more.low).toBeGreaterThan(less.low);
        expect(more.high).toBeGreaterThan(less.high);
      }),
    );
  });

  it("is the textbook interval of 156 of 256 from nothing", () => {
    const { rate: value, low, high } = rate(156, 256, uniform);
    expect([value, low, high].map((each) => Math.round(each * 100))).toEqual([61, 55, 67]);
  });
});

describe("intervals cover as they claim", () => {
  /** The share of slices whose true rate is in the interval. */
  function coverage(slices: number, workspaces: number, truth: [number, number], known: boolean): number {
    const random = seeded(slices * 1000 + workspaces);
    const [a, b] = truth;
    let covered = 0;
    for (let workspace = 0; workspace < workspaces; workspace++) {
      const drawn = Array.from({ length: slices }, () => {
        const p = drawBeta(random, a, b);
        const n = 1 + Math.floor(random() * 60);
        return { p, n, good: drawBinomial(random, n, p) };
      });
      const prior = known ? { a, b } : workspacePrior(drawn);
      for (const { p, n, good } of drawn) {
        const { low, high } = rate(good, n, prior);
        if (low <= p && p <= high) covered++;
      }
    }
    return covered / (slices * workspaces);
  }

  it.each<[number, number, [number, number], boolean]>([
    [50, 200, [6, 4], true],
    [50, 200, [6, 4], false],
    [15, 700, [6, 4], false],
    [15, 700, [12, 18], false],
    [15, 700, [2, 2], false],
    [6, 1500, [6, 4], false],
    [3, 3000, [6, 4], false],
    [3, 3000, [20, 5], false],
    [2, 4000, [6, 4], false],
  ])("%d slices in %d workspaces, rates from Beta%j, prior known: %s", (slices, workspaces, truth, known) => {
    const share = coverage(slices, workspaces, truth, known);
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  });
});

describe("enough and moreNeeded", () => {
  it("40 points are enough and more are not", () => {
    expect(enough({ low: 0.25, high: 0.65 })).toBe(true);
    expect(enough({ low: 0.2, high: 0.61 })).toBe(false);
  });

  it("is the smallest number that is enough, when verdicts come in at the present rate", () => {
    fc.assert(
      fc.property(tallies, priors, ({ good, n }, prior) => {
        const more = moreNeeded(good, n, prior);
        const present = rate(good, n, prior).rate;
        const widthAfter = (m: number): number => {
          const { low, high } = rate(good + present * m, n + m, prior);
          return high - low;
        };
        expect(widthAfter(more)).toBeLessThanOrEqual(WIDEST + 1e-9);
        if (more > 0) expect(widthAfter(more - 1)).toBeGreaterThan(WIDEST - 1e-9);
        expect(more === 0).toBe(enough(rate(good, n, prior)));
      }),
    );
  });

  it("is 21 from nothing at even odds, fewer where the workspace already knows", () => {
    expect(moreNeeded(0, 0, uniform)).toBe(21);
    expect(moreNeeded(0, 0, { a: 5, b: 5 })).toBe(13);
    expect(moreNeeded(156, 256, uniform)).toBe(0);
  });
});
