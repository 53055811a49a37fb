import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Beta, betaCdf, betaQuantile, logGamma } from "./beta.ts";

// Reference values by mpmath 1.3 with 30 digits and more.
describe("logGamma", () => {
  it.each([
    [0.04, 3.19707817376731],
    [0.5, 0.5723649429247],
    [1, 0],
    [1.5, -0.120782237635245],
    [3.7, 1.42807232666539],
    [10, 12.8018274800815],
    [123.456, 469.60554712993],
    [5000.5, 37586.8848872811],
    [1e6, 12815504.5691476],
  ])("of %d", (x, expected) => {
    expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-13 * Math.max(1, expected));
  });
});

const beta = fc.record({
  a: fc.double({ min: 0.05, max: 3000, noNaN: true }),
  b: fc.double({ min: 0.05, max: 3000, noNaN: true }),
});
const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe("betaCdf", () => {
  it.each([
    [0.5, 0.5, 0.25, 0.333333333333333],
    [2, 3, 0.4, 0.5248],
    [0.04, 1.96, 0.001, 0.788077832301589],
    [157, 101, 0.6, 0.386337724933991],
    [10, 20, 0.7, 0.999982858082827],
    [30.5, 4.25, 0.9, 0.613701273052621],
    [1500, 900, 0.63, 0.692627569458291],
    [40000, 60000, 0.4015, 0.8335459343353],
    [1, 1, 0.123, 0.123],
  ])("of Beta(%d, %d) at %d", (a, b, x, expected) => {
    expect(Math.abs(betaCdf(x, { a, b }) - expected)).toBeLessThan(1e-9);
  });

  it("is the binomial sum where a and b are whole", () => {
    // I_x(a, b) = Σ_{k=a}^{n} C(n, k) x^k (1-x)^(n-k), n = a + b - 1: DLMF 8.17.5
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), unit, (a, b, x) => {
        const n = a + b - 1;
        let choose = 1;
        let sum = 0;
        for (let k = 0; k <= n; k++) {
          if (k >= a) sum += choose * x ** k * (1 - x) ** (n - k);
          choose = (choose * (n - k)) / (k + 1);
        }
        expect(Math.abs(betaCdf(x, { a, b }) - sum)).toBeLessThan(1e-9);
      }),
    );
  });

  it("mirrors: what is below x for (a, b) is above 1 - x for (b, a)", () => {
    fc.assert(
      // 1 - x is exact for whole 1024ths.
      fc.property(beta, fc.integer({ min: 1, max: 1023 }), ({ a, b }, part) => {
        const x = part / 1024;
        expect(Math.abs(betaCdf(x, { a, b }) + betaCdf(1 - x, { a: b, b: a }) - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  it("is 0 at and below 0 and 1 at and above 1", () => {
    expect([-1, 0, 1, 2].map((x) => betaCdf(x, { a: 0.3, b: 7 }))).toEqual([0, 0, 1, 1]);
  });
});

describe("betaQuantile", () => {
  it.each([
    [0.025, 157, 101, 0.548341632347241],
    [0.975, 157, 101, 0.667118706643382],
    [0.025, 1, 1, 0.025],
    [0.975, 0.5, 9.5, 0.237610098632903],
    [0.025, 0.5, 9.5, 5.30640534184929e-5],
    [0.025, 2, 3, 0.067585986488543],
    [0.975, 2.5, 40, 0.145734122125289],
    [0.5, 30.5, 4.25, 0.88495007105668],
    [0.975, 1500, 900, 0.644264009943194],
    [0.025, 40000, 60000, 0.396965553171495],
  ])("%d of Beta(%d, %d)", (p, a, b, expected) => {
    expect(Math.abs(betaQuantile(p, { a, b }) - expected)).toBeLessThan(1e-9);
  });

  it("is where the distribution passes p", () => {
    const passes = (p: number, distribution: Beta): void => {
      const x = betaQuantile(p, distribution);
      expect(betaCdf(x - 1e-10, distribution)).toBeLessThanOrEqual(p + 1e-9);
      expect(betaCdf(x + 1e-10, distribution)).toBeGreaterThanOrEqual(p - 1e-9);
    };
    fc.assert(fc.property(unit, beta, passes));
  });

  it("is 0 at 0 and 1 at 1", () => {
    expect([betaQuantile(0, { a: 2, b: 2 }), betaQuantile(1, { a: 2, b: 2 })]).toEqual([0, 1]);
  });
});
