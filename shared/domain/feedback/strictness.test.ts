import { describe, expect, it } from "vitest";
import { drawBinomial, drawNormal, seeded } from "./draws.ts";
import { rate, uniform } from "./rate.ts";
import { adjustedRates, type VerdictCell } from "./strictness.ts";

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

interface Drawn {
  cells: VerdictCell[];
  /** By slice: the rate had each rep given their usual share of its verdicts. */
  truth: Map<string, number>;
  raw: Map<string, { good: number; n: number }>;
}

/** Slices by reps whose strictness differs by `spread` (sd, logit); uneven: strict reps judge the later slices. */
function draw(
  seed: number,
  options: { spread: number; uneven: boolean; slices?: number; reps?: number },
): Drawn {
  const random = seeded(seed);
  const { slices = 12, reps = 10 } = options;
  const quality = Array.from({ length: slices }, () => drawNormal(random) * 0.6);
  const strictness = Array.from({ length: reps }, () => drawNormal(random) * options.spread).sort(
    (a, b) => b - a,
  );
  const counts = quality.map((_, slice) =>
    strictness.map((_, rep) => {
      const distance = Math.abs(slice / slices - rep / reps);
      return Math.round(options.uneven ? 14 * Math.exp(-5 * distance) + random() : 6);
    }),
  );
  const total = counts.flat().reduce((sum, n) => sum + n, 0);
  const share = strictness.map((_, rep) => counts.reduce((sum, row) => sum + (row[rep] ?? 0), 0) / total);
  const cells: VerdictCell[] = [];
  const truth = new Map<string, number>();
  const raw = new Map<string, { good: number; n: number }>();
  quality.forEach((level, slice) => {
    const name = `slice ${slice}`;
    const sum = { good: 0, n: 0 };
    let expected = 0;
    strictness.forEach((effect, rep) => {
      const n = counts[slice]?.[rep] ?? 0;
      const good = drawBinomial(random, n, logistic(level + effect));
      cells.push({ slice: name, rep: `rep ${rep}`, good, n });
      sum.good += good;
      sum.n += n;
      expected += (share[rep] ?? 0) * logistic(level + effect);
    });
    truth.set(name, expected);
    raw.set(name, sum);
  });
  return { cells, truth, raw };
}

/** Over many workspaces: mean squared errors of raw and adjusted rates, and how often intervals hold the truth. */
function measure(workspaces: number, options: Parameters<typeof draw>[1]) {
  const sums = { raw: 0, adjusted: 0, apart: 0, rawCovered: 0, covered: 0, slices: 0 };
  for (let seed = 1; seed <= workspaces; seed++) {
    const { cells, truth, raw } = draw(seed, options);
    const adjusted = adjustedRates(cells, uniform);
    for (const [slice, expected] of truth) {
      const plain = raw.get(slice) ?? { good: 0, n: 0 };
      const one = rate(plain.good, plain.n, uniform);
      const other = adjusted.get(slice);
      if (!other) throw new Error(`${slice} has no adjusted rate`);
      sums.raw += (one.rate - expected) ** 2;
      sums.adjusted += (other.rate - expected) ** 2;
      sums.apart += (other.rate - one.rate) ** 2;
      sums.rawCovered += one.low <= expected && expected <= one.high ? 1 : 0;
      sums.covered += other.low <= expected && expected <= other.high ? 1 : 0;
      sums.slices++;
    }
  }
  return {
    raw: Math.sqrt(sums.raw / sums.slices),
    adjusted: Math.sqrt(sums.adjusted / sums.slices),
    apart: Math.sqrt(sums.apart / sums.slices),
    rawCovered: sums.rawCovered / sums.slices,
    covered: sums.covered / sums.slices,
  };
}

describe("adjustedRates, by simulation", () => {
  it("comes closer to the truth than raw rates where strict and mild reps judge different slices", () => {
    const { raw, adjusted, rawCovered, covered } = measure(200, { spread: 0.8, uneven: true });
    expect(adjusted).toBeLessThan(0.75 * raw);
    expect(rawCovered).toBeLessThan(0.8);
    expect(covered).toBeGreaterThan(0.92);
    expect(covered).toBeLessThan(0.985);
  });

  it("does no harm where reps are equally strict, however unevenly they are spread", () => {
    const { raw, adjusted, apart, covered } = measure(200, { spread: 0, uneven: true });
    expect(apart).toBeLessThan(0.12 * raw);
    expect(adjusted).toBeLessThan(1.1 * raw);
    expect(covered).toBeGreaterThan(0.92);
  });

  it("changes nothing to speak of where reps differ and all judge every slice alike", () => {
    const { apart, covered } = measure(50, { spread: 0.8, uneven: false });
    expect(apart).toBeLessThan(0.002);
    expect(covered).toBeGreaterThan(0.93);
  });
});

describe("adjustedRates", () => {
  const cell = (slice: string, rep: string, good: number, n: number): VerdictCell => ({
    slice,
    rep,
    good,
    n,
  });

  it("agrees with the same model solved whole, by numpy", () => {
    const rates = adjustedRates(
      [
        cell("a", "strict", 15, 60),
        cell("a", "mild", 45, 60),
        cell("b", "strict", 15, 60),
        cell("c", "mild", 30, 40),
        cell("c", "new", 4, 10),
        cell("b", "new", 3, 9),
      ],
      uniform,
    );
    const expected = [
      ["a", 0.4718708463, 0.3824697121, 0.5621822142, 115.1308013516],
      ["b", 0.4515854882, 0.3262617776, 0.5800954633, 55.6079399335],
      ["c", 0.4880617507, 0.3400753265, 0.6371246894, 40.0526516537],
    ] as const;
    for (const [slice, value, low, high, n] of expected) {
      const adjusted = rates.get(slice);
      expect(adjusted?.rate).toBeCloseTo(value, 7);
      expect(adjusted?.low).toBeCloseTo(low, 7);
      expect(adjusted?.high).toBeCloseTo(high, 7);
      expect(adjusted?.n).toBeCloseTo(n, 5);
    }
  });

  it("leaves rates as they are where there is one rep alone", () => {
    const rates = adjustedRates([cell("a", "ann", 9, 10), cell("b", "ann", 1, 10)], uniform);
    expect(rates.get("a")?.rate).toBeCloseTo(rate(9, 10, uniform).rate, 10);
    expect(rates.get("a")?.low).toBeCloseTo(rate(9, 10, uniform).low, 10);
    expect(rates.get("b")?.high).toBeCloseTo(rate(1, 10, uniform).high, 10);
  });

  it("leaves each group of slices by itself where no rep connects them", () => {
    const alone = adjustedRates([cell("a", "ann", 19, 20), cell("b", "bob", 2, 20)], uniform);
    expect(alone.get("a")?.rate).toBeCloseTo(rate(19, 20, uniform).rate, 10);
    expect(alone.get("b")?.rate).toBeCloseTo(rate(2, 20, uniform).rate, 10);
    const apart = [cell("a", "ann", 9, 30), cell("a", "bob", 25, 30), cell("b", "ann", 5, 20)];
    const both = adjustedRates([...apart, cell("c", "cleo", 1, 40), cell("d", "cleo", 39, 40)], uniform);
    expect(both.get("b")?.rate).toBeCloseTo(adjustedRates(apart, uniform).get("b")?.rate ?? 0, 10);
  });

  it("lifts a slice that only a strict rep judged, and says that it is less sure", () => {
    const cells = [
      cell("shared", "strict", 10, 50),
      cell("shared", "mild", 40, 50),
      cell("theirs", "strict", 10, 50),
    ];
    const theirs = adjustedRates(cells, uniform).get("theirs");
    const raw = rate(10, 50, uniform);
    expect(theirs?.rate).toBeGreaterThan(raw.rate + 0.05);
    expect((theirs?.high ?? 0) - (theirs?.low ?? 0)).toBeGreaterThan(raw.high - raw.low);
    expect(theirs?.n).toBeLessThan(50);
  });

  it("takes extremes, empty cells and nothing at all", () => {
    expect(adjustedRates([], uniform).size).toBe(0);
    expect(adjustedRates([cell("a", "ann", 0, 0)], uniform).size).toBe(0);
    const rates = adjustedRates(
      [
        cell("all", "ann", 500, 500),
        cell("none", "ann", 0, 500),
        cell("all", "bob", 3, 3),
        cell("none", "bob", 0, 1),
      ],
      uniform,
    );
    for (const { rate: value, low, high, good, n } of rates.values()) {
      for (const figure of [value, low, high]) expect(figure).toSatisfy((x: number) => x >= 0 && x <= 1);
      expect(good).toBeGreaterThanOrEqual(0);
      expect(good).toBeLessThanOrEqual(n);
    }
    expect(rates.get("all")?.rate).toBeGreaterThan(0.98);
    expect(rates.get("none")?.rate).toBeLessThan(0.02);
  });

  it("does not depend on the order of cells, nor on whether one is given in parts", () => {
    const { cells } = draw(5, { spread: 0.8, uneven: true });
    const parts = cells
      .flatMap((each) => [
        { ...each, good: Math.min(each.good, 1), n: Math.min(each.n, 1) },
        { ...each, good: Math.max(0, each.good - 1), n: Math.max(0, each.n - 1) },
      ])
      .toReversed();
    const whole = adjustedRates(cells, uniform);
    for (const [slice, { rate: value }] of adjustedRates(parts, uniform)) {
      expect(value).toBeCloseTo(whole.get(slice)?.rate ?? -1, 8);
    }
  });

  it("takes 100 reps and 200 slices in well under two seconds", () => {
    const { cells } = draw(3, { spread: 0.8, uneven: true, slices: 200, reps: 100 });
    const started = performance.now();
    expect(adjustedRates(cells, uniform).size).toBe(200);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
