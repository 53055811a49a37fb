import type { Beta } from "./beta.ts";
import { type Interval, rate, type Tally } from "./rate.ts";
import { cholesky, inverse, type Matrix, solve } from "./symmetric.ts";

/**
 * Rates as all reps together would have given them, when some are stricter than others and they do not
 * judge the same slices.
 *
 * Model: logit P(good) = s_i + r_j for slice i and rep j (crossed effects on the logit scale, as in the
 * Rasch model), with s_i ~ N(logit of all verdicts, 2²) and r_j ~ N(0, σ²), fitted by penalised maximum
 * likelihood with Newton's method. σ, how much reps differ, is estimated with it: σ² is the mean of
 * r_j² + Var(r_j), repeated (EM with Laplace's approximation; Breslow and Clayton 1993), so reps who do
 * not differ are not adjusted.
 *
 * With w_j each rep's share of all verdicts, the adjusted rate is the observed one plus the difference
 * between who should have judged and who did:
 *
 *     adjusted_i = good_i / n_i + Σ_j (w_j − n_ij / n_i) · logistic(s_i + r_j)
 *
 * (direct standardisation). Reps spread evenly over the slices therefore change nothing, whatever their
 * strictness. Slices that share no rep, directly or through others, cannot be told apart from their reps:
 * each connected group is adjusted on its own, and a rep who is alone in one leaves it as it is.
 *
 * What the adjustment itself does not know (its variance by the delta method) is taken off the verdicts'
 * weight: they count as the fewer that would have left the same variance.
 */

/** The verdicts of one rep in one slice. */
export interface VerdictCell extends Tally {
  readonly slice: string;
  readonly rep: string;
}

/** `good` of `n` are the verdicts as adjusted, by what they weigh; `n` is at most the number given. */
export interface AdjustedRate extends Interval, Tally {}

const sliceVariance = 4;
const leastVariance = 1e-4;
const rounds = 12;

interface Cell {
  readonly slice: number;
  readonly rep: number;
  readonly good: number;
  readonly n: number;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
const add = (values: Float64Array, index: number, value: number): void => {
  values[index] = at(values, index) + value;
};

/** The adjusted rate of every slice that has verdicts, with `prior` as in `rate`. */
export function adjustedRates(cells: readonly VerdictCell[], prior: Beta): Map<string, AdjustedRate> {
  const rates = new Map<string, AdjustedRate>();
  for (const group of connected(cells.filter((cell) => cell.n > 0))) {
    for (const [slice, tally] of adjustGroup(group)) {
      rates.set(slice, { ...rate(tally.good, tally.n, prior), ...tally });
    }
  }
  return rates;
}

/** The cells in groups that share neither slice nor rep with each other. */
function connected(cells: readonly VerdictCell[]): VerdictCell[][] {
  const parent = new Map<string, string>();
  const root = (node: string): string => {
    let top = node;
    for (let next = parent.get(top); next !== undefined && next !== top; next = parent.get(top)) top = next;
    parent.set(node, top);
    return top;
  };
  for (const { slice, rep } of cells) parent.set(root(`slice ${slice}`), root(`rep ${rep}`));
  return [...Map.groupBy(cells, ({ slice }) => root(`slice ${slice}`)).values()];
}

function adjustGroup(given: readonly VerdictCell[]): Map<string, Tally> {
  const slices = [...new Set(given.map((cell) => cell.slice))];
  const reps = [...new Set(given.map((cell) => cell.rep))];
  const sliceAt = new Map(slices.map((slice, index) => [slice, index]));
  const repAt = new Map(reps.map((rep, index) => [rep, index]));
  const cells = given.map(({ slice, rep, good, n }) => ({
    slice: sliceAt.get(slice) ?? 0,
    rep: repAt.get(rep) ?? 0,
    good,
    n,
  }));
  const sliceN = new Float64Array(slices.length);
  const sliceGood = new Float64Array(slices.length);
  const repN = new Float64Array(reps.length);
  for (const cell of cells) {
    add(sliceN, cell.slice, cell.n);
    add(sliceGood, cell.slice, cell.good);
    add(repN, cell.rep, cell.n);
  }
  const total = repN.reduce((sum, n) => sum + n, 0);
  const { s, r, covariance } = fitEffects(cells, slices.length, reps.length);

  // shift[i][j] = w_j - n_ij / n_i: how many more of the verdicts rep j should have given.
  const shift = slices.map(() => Float64Array.from(repN, (n) => n / total));
  for (const { slice, rep, n } of cells) {
    const row = shift[slice];
    if (row) add(row, rep, -n / at(sliceN, slice));
  }
  return new Map(
    shift.map((row, index) => {
      const n = at(sliceN, index);
      const expected = r.map((effect) => logistic(at(s, index) + effect));
      const moved = row.reduce((sum, share, rep) => sum + share * at(expected, rep), 0);
      const adjusted = Math.min(1, Math.max(0, at(sliceGood, index) / n + moved));
      const gradient = row.map((share, rep) => share * at(expected, rep) * (1 - at(expected, rep)));
      const unsure = gradient.reduce(
        (sum, slope, j) =>
          slope === 0
            ? sum
            : sum +
              slope * gradient.reduce((inner, other, k) => inner + other * (covariance[j]?.[k] ?? 0), 0),
        0,
      );
      // Smoothed by half a verdict each way: an all-good slice has spread left too.
      const smooth = (adjusted * n + 0.5) / (n + 1);
      const weight = n / (1 + (Math.max(0, unsure) * n) / (smooth * (1 - smooth)));
      return [slices[index] ?? "", { good: adjusted * weight, n: weight }] as const;
    }),
  );
}

interface Fit {
  /** Effects of slices (the logit of all verdicts included) and of reps. */
  readonly s: Float64Array;
  readonly r: Float64Array;
  /** Covariance of the rep effects, the slices' uncertainty included. */
  readonly covariance: Matrix;
}

/**
 * Newton's steps on slices and reps at once. The slices' block of the Hessian is diagonal, so they are
 * eliminated first and what is solved is as large as the reps are many (Schur complement).
 */
function fitEffects(cells: readonly Cell[], slices: number, reps: number): Fit {
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const good = cells.reduce((sum, cell) => sum + cell.good, 0);
  const centre = Math.log((good + 0.5) / (n - good + 0.5));
  const s = new Float64Array(slices).fill(centre);
  const r = new Float64Array(reps);
  let variance = 0.5;
  let covariance: Matrix = [];
  for (let round = 0; round < rounds; round++) {
    let root: Matrix = [];
    for (let step = 0; step < (round === 0 ? 8 : 2); step++) root = newton(cells, s, r, centre, variance);
    covariance = inverse(root);
    const spread =
      r.reduce((sum, effect, rep) => sum + effect ** 2 + (covariance[rep]?.[rep] ?? 0), 0) / reps;
    variance = Math.max(leastVariance, spread);
  }
  return { s, r, covariance };
}

/** One step, in place; returns Cholesky's factor of the rep effects' precision before it. */
function newton(
  cells: readonly Cell[],
  s: Float64Array,
  r: Float64Array,
  centre: number,
  variance: number,
): Matrix {
  const sliceSlope = s.map((effect) => (centre - effect) / sliceVariance);
  const sliceCurve = new Float64Array(s.length).fill(1 / sliceVariance);
  const repSlope = r.map((effect) => -effect / variance);
  const curve = Array.from(r, () => new Float64Array(r.length));
  for (const [rep, row] of curve.entries()) add(row, rep, 1 / variance);
  const shared: { rep: number; weight: number }[][] = Array.from(s, () => []);
  for (const { slice, rep, good, n } of cells) {
    const p = logistic(at(s, slice) + at(r, rep));
    const weight = n * p * (1 - p);
    add(sliceSlope, slice, good - n * p);
    add(repSlope, rep, good - n * p);
    add(sliceCurve, slice, weight);
    const row = curve[rep];
    if (row) add(row, rep, weight);
    shared[slice]?.push({ rep, weight });
  }
  shared.forEach((entries, slice) => {
    for (const one of entries) {
      const factor = one.weight / at(sliceCurve, slice);
      add(repSlope, one.rep, -factor * at(sliceSlope, slice));
      const row = curve[one.rep];
      if (row) for (const other of entries) add(row, other.rep, -factor * other.weight);
    }
  });
  const root = cholesky(curve);
  const repStep = solve(root, repSlope);
  const largest = repStep.reduce((most, step) => Math.max(most, Math.abs(step)), 0);
  const damp = Math.min(1, 2 / Math.max(largest, 1e-9));
  shared.forEach((entries, slice) => {
    const pull = entries.reduce((sum, { rep, weight }) => sum + weight * at(repStep, rep), 0);
    const step = (at(sliceSlope, slice) - pull) / at(sliceCurve, slice);
    add(s, slice, Math.max(-2, Math.min(2, step)));
  });
  repStep.forEach((step, rep) => {
    add(r, rep, damp * step);
  });
  return root;
}
