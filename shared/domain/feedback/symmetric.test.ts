import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, inverse, solve } from "./symmetric.ts";

const rows = (matrix: number[][]): Float64Array[] => matrix.map((row) => Float64Array.from(row));

describe("symmetric systems", () => {
  it("has the factor of the textbook example", () => {
    const lower = cholesky(
      rows([
        [4, 12, -16],
        [12, 37, -43],
        [-16, -43, 98],
      ]),
    );
    expect(lower.map((row) => [...row])).toEqual([
      [2, 0, 0],
      [6, 1, 0],
      [-8, 5, 3],
    ]);
  });

  it("solves and inverts", () => {
    const entry = fc.double({ min: -3, max: 3, noNaN: true });
    const square = fc.integer({ min: 1, max: 6 }).chain((size) =>
      fc.tuple(
        fc.array(fc.array(entry, { minLength: size, maxLength: size }), {
          minLength: size,
          maxLength: size,
        }),
        fc.array(entry, { minLength: size, maxLength: size }),
      ),
    );
    fc.assert(
      fc.property(square, ([root, x]) => {
        const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
          Array.from(a).reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
        const matrix = rows(
          root.map((row, i) => root.map((other, k) => dot(row, other) + (i === k ? 1 : 0))),
        );
        const right = Float64Array.from(matrix, (row) => dot(row, x));
        const lower = cholesky(matrix);
        solve(lower, right).forEach((value, index) => {
          expect(value).toBeCloseTo(x[index] ?? 0, 8);
        });
        inverse(lower).forEach((row, i) => {
          matrix.forEach((column, k) => {
            expect(dot(row, column)).toBeCloseTo(i === k ? 1 : 0, 8);
          });
        });
      }),
    );
  });

  it("refuses what is not positive definite", () => {
    expect(() =>
      cholesky(
        rows([
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toThrow(RangeError);
  });
});
