import { type Beta, betaQuantile, logBeta } from "./beta.ts";

/**
 * The rate of good among counted verdicts, with the workspace as prior: each slice's true rate is taken to
 * be drawn from a beta distribution around the workspace's, and its verdicts to be binomial given that rate
 * (beta-binomial model; Gelman et al., Bayesian Data Analysis, 3rd ed., 5.1 and 5.3). So a slice with few
 * verdicts stands near the workspace with a wide interval, and one with many speaks for itself.
 */

/** Verdicts for, of all counted. May be fractional where they were adjusted. */
export interface Tally {
  readonly good: number;
  readonly n: number;
}

/** A rate and its equal-tailed 95 % interval, each from 0 to 1. */
export interface Interval {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of a rate before any verdict: nothing. */
export const uniform: Beta = { a: 1, b: 1 };

/** An interval wider than this says too little to be drawn. */
export const WIDEST = 0.4;

const weakest = 2;
const strongest = 50;
/** Strengths that are tried, evenly spread over their logarithm. */
const strengths = Array.from({ length: 16 }, (_, step) => weakest * (strongest / weakest) ** (step / 15));
/** What is believed of the strength before looking: log-normal, its middle and the sd of its logarithm. */
const usualStrength = 6;
const strengthSpread = 0.75;

/** ln of the beta-binomial probability of the slices (without the binomial coefficients, which are constant). */
function logLikelihood(slices: readonly Tally[], mean: number, strength: number): number {
  const a = mean * strength;
  const b = strength - a;
  const none = logBeta(a, b);
  return slices.reduce((sum, { good, n }) => sum + logBeta(a + good, b + n - good) - none, 0);
}

/**
 * The prior that the slices of a workspace make for each other, between 2 and 50 verdicts strong; uniform
 * where there are no verdicts.
 *
 * Its mean m is the workspace's rate, itself known from a uniform start: (good + 1) / (n + 2). Its variance,
 * in units of m (1 - m), is what separates slices, 1 / (strength + 1) averaged over how likely each strength
 * is given the slices, plus what is not known of the mean itself: 1 / Σ 1 / (variance of each slice's
 * observed rate). The second part keeps few or thin slices from vouching for themselves.
 */
export function workspacePrior(slices: readonly Tally[]): Beta {
  const judged = slices.filter((slice) => slice.n > 0);
  if (judged.length === 0) return uniform;
  const good = judged.reduce((sum, slice) => sum + slice.good, 0);
  const n = judged.reduce((sum, slice) => sum + slice.n, 0);
  const mean = (good + 1) / (n + 2);
  const between = spreadBetween(judged, mean);
  const precision = judged.reduce((sum, slice) => sum + 1 / (between + (1 - between) / slice.n), 0);
  const strength = Math.min(strongest, Math.max(weakest, 1 / (between + 1 / precision) - 1));
  return { a: mean * strength, b: (1 - mean) * strength };
}

/** 1 / (strength + 1), averaged over the strengths by how likely each is. */
function spreadBetween(slices: readonly Tally[], mean: number): number {
  const scores = strengths.map(
    (strength) =>
      logLikelihood(slices, mean, strength) - (Math.log(strength / usualStrength) / strengthSpread) ** 2 / 2,
  );
  const best = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return strengths.reduce((sum, strength, step) => sum + (weights[step] ?? 0) / (strength + 1), 0) / total;
}

const posterior = (beta: Beta): Interval => ({
  rate: beta.a / (beta.a + beta.b),
  low: betaQuantile(0.025, beta),
  high: betaQuantile(0.975, beta),
});

/** The rate of `good` of `n` verdicts: the posterior's mean and its equal-tailed 95 % interval. */
export const rate = (good: number, n: number, prior: Beta): Interval =>
  posterior({ a: prior.a + good, b: prior.b + n - good });

/** Whether an interval is narrow enough to be drawn: at most 40 points. */
export const enough = ({ low, high }: Pick<Interval, "low" | "high">): boolean => high - low <= WIDEST;

/**
 * The smallest number of further verdicts after which the interval is at most 40 points wide, if they come
 * in at the present rate (the posterior's mean, which such verdicts leave where it is). 0 when it is already.
 */
export function moreNeeded(good: number, n: number, prior: Beta): number {
  const { rate: mean } = rate(good, n, prior);
  const strength = prior.a + prior.b + n;
  const isEnough = (more: number): boolean =>
    enough(posterior({ a: mean * (strength + more), b: (1 - mean) * (strength + more) }));
  let more = 0;
  while (!isEnough(more)) more++;
  return more;
}
