import { CholeskyDecomposition, Matrix } from "ml-matrix";

/** Rows of numbers, all of the same length. */
export type Rows = readonly Float64Array[];

/** The weighted covariance of rows around their own mean or `mean`, divided by the sum of the weights. */
export function covariance(rows: Rows, weights?: ArrayLike<number>, mean = weightedMean(rows, weights)): Matrix {
  const width = mean.length;
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  let total = 0;
  const d = new Float64Array(width);
  rows.forEach((row, r) => {
    const weight = weights?.[r] ?? 1;
    total += weight;
    for (let i = 0; i < width; i++) d[i] = row[i]! - mean[i]!;
    for (let i = 0; i < width; i++) {
      const product = weight * d[i]!;
      const line = sums[i]!;
      for (let j = 0; j <= i; j++) line[j]! += product * d[j]!;
    }
  });
  return new Matrix(sums.map((_, i) => Array.from(sums, (_, j) => sums[Math.max(i, j)]![Math.min(i, j)]! / total)));
}

export function weightedMean(rows: Rows, weights?: ArrayLike<number>): Float64Array {
  const mean = new Float64Array(rows[0]!.length);
  let total = 0;
  rows.forEach((row, r) => {
    const weight = weights?.[r] ?? 1;
    total += weight;
    for (let i = 0; i < mean.length; i++) mean[i]! += weight * row[i]!;
  });
  return mean.map((sum) => sum / total);
}

/**
 * The Cholesky factor of a covariance, its lower triangle row by row.
 * @throws RangeError if there is none
 */
export function lowerFactor(covariance: Matrix): Float64Array {
  const decomposition = new CholeskyDecomposition(covariance);
  if (!decomposition.isPositiveDefinite())
    throw new RangeError("the features depend on each other: no Cholesky factor");
  const full = decomposition.lowerTriangularMatrix;
  const triangle: number[] = [];
  for (let row = 0; row < full.rows; row++) {
    for (let column = 0; column <= row; column++) triangle.push(full.get(row, column));
  }
  return Float64Array.from(triangle);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
