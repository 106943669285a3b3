import type { Matrix } from "../../src/ground/matrix.ts";

/** Whether the k-th nearest row of X and the one behind it are equally far from a query: either may be taken. */
export function tiedNeighbours(X: Matrix, query: Float64Array, k: number): boolean {
  const distances = Float64Array.from({ length: X.rows }, (_, row) => {
    let sum = 0;
    query.forEach((value, column) => (sum += (value - X.data[row * X.columns + column]!) ** 2));
    return Math.sqrt(sum);
  }).sort();
  return distances[k]! - distances[k - 1]! < 1e-12;
}
