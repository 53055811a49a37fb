/**
 * The beta distribution: what is known of a rate after `a - 1` verdicts for it and `b - 1` against.
 * Everything here is accurate to 1e-9 or better for `a`, `b` between 0.01 and 1e5.
 */

/** A beta distribution; its mean is `a / (a + b)` and its strength, counted in verdicts, `a + b`. */
export interface Beta {
  readonly a: number;
  readonly b: number;
}

/** Bernoulli numbers over 2k(2k-1), k = 1..7: Stirling's series, DLMF 5.11.1. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];

/**
 * ln Γ(x) for x > 0, by Stirling's series (DLMF 5.11.1) from 10 on, where its first term left out is below
 * 1e-16, and by Γ(x + 1) = x Γ(x) below.
 */
export function logGamma(x: number): number {
  let product = 1;
  let at = x;
  while (at < 10) product *= at++;
  const square = at * at;
  let power = at;
  let series = 0;
  for (const term of stirling) {
    series += term / power;
    power *= square;
  }
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b). */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/**
 * The continued fraction of DLMF 8.17.22, summed by the modified Lentz method (Press et al., Numerical
 * Recipes, 3rd ed., 5.2 and 6.4). It converges in O(√max(a, b)) steps for x < (a + 1) / (a + b + 2).
 */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const nonZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let sum = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    sum *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    sum *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return sum;
}

/** I_x(a, b), the regularised incomplete beta function: the probability that the rate is at most `x`. */
export function betaCdf(x: number, { a, b }: Beta): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2)
    ? (front * fraction(x, a, b)) / a
    : 1 - (front * fraction(1 - x, b, a)) / b;
}

/** The rate below which it lies with probability `p`: Newton's steps, halved wherever they leave the bracket. */
export function betaQuantile(p: number, beta: Beta): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  const { a, b } = beta;
  const scale = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < 200 && high - low > 1e-15; step++) {
    const error = betaCdf(x, beta) - p;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - scale);
    const newton = x - error / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) < 1e-15) return next;
    x = next;
  }
  return x;
}
