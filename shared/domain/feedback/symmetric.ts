/** Symmetric positive definite systems, by Cholesky's factor. Small and dense: some hundred rows. */

export type Matrix = readonly Float64Array[];

const of = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? 0;

/** The lower triangle L with L Lᵀ = `matrix`. Throws a RangeError where `matrix` is not positive definite. */
export function cholesky(matrix: Matrix): Matrix {
  const lower = matrix.map((row) => new Float64Array(row.length));
  lower.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const other = lower[j] ?? row;
      let rest = of(matrix, i, j);
      for (let k = 0; k < j; k++) rest -= (row[k] ?? 0) * (other[k] ?? 0);
      if (i !== j) row[j] = rest / (other[j] ?? 1);
      else if (rest > 0) row[j] = Math.sqrt(rest);
      else throw new RangeError("The matrix is not positive definite");
    }
  });
  return lower;
}

/** x with L Lᵀ x = `right`. */
export function solve(lower: Matrix, right: Float64Array): Float64Array {
  const x = Float64Array.from(right);
  lower.forEach((row, i) => {
    let rest = x[i] ?? 0;
    for (let k = 0; k < i; k++) rest -= (row[k] ?? 0) * (x[k] ?? 0);
    x[i] = rest / (row[i] ?? 1);
  });
  for (let i = lower.length - 1; i >= 0; i--) {
    const value = (x[i] ?? 0) / of(lower, i, i);
    x[i] = value;
    const row = lower[i];
    for (let k = 0; k < i; k++) x[k] = (x[k] ?? 0) - (row?.[k] ?? 0) * value;
  }
  return x;
}

/** The inverse of L Lᵀ. */
export const inverse = (lower: Matrix): Matrix =>
  lower.map((row, i) =>
    solve(
      lower,
      Float64Array.from(row, (_, k) => (k === i ? 1 : 0)),
    ),
  );
