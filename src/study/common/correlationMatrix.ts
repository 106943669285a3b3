import type { Matrix } from "../../ground/index.ts";
import { StandardScaler } from "../../models/index.ts";

/**
 * Pearson correlation of every pair of features: 1 on the diagonal, otherwise 0 for a feature that doesn't vary.
 * @example
 * import { correlationMatrix } from "../src/study/common/index.ts";
 * const X = { data: Float64Array.of(1, 2, 2, 4, 3, 7), rows: 3, columns: 2 };
 * correlationMatrix(X); // => [[1, 0.993], [0.993, 1]]
 */
export function correlationMatrix(X: Matrix): number[][] {
  const { rows, columns } = X;
  const { data } = new StandardScaler().fit(X).transform(X);
  const sums = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const x = data.subarray(row * columns, (row + 1) * columns);
    for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) sums[i * columns + j]! += x[i]! * x[j]!;
  }
  const correlation = (i: number, j: number): number =>
    i === j ? 1 : sums[Math.max(i, j) * columns + Math.min(i, j)]! / rows;
  return Array.from({ length: columns }, (_, i) => Array.from({ length: columns }, (__, j) => correlation(i, j)));
}
