import type { Matrix } from "../../../src/ground/matrix.ts";

/** The judge: all squared distances in float64, summed over the features in order, sorted by distance and index. */
export function bruteForceNeighbors(X: Matrix, queries: Matrix, k: number): { indices: number[]; distances: number[] } {
  const indices: number[] = [];
  const distances: number[] = [];
  for (let q = 0; q < queries.rows; q++) {
    const all = Array.from({ length: X.rows }, (_, row) => {
      let sum = 0;
      for (let j = 0; j < X.columns; j++) {
        const difference = queries.data[q * X.columns + j]! - X.data[row * X.columns + j]!;
        sum += difference * difference;
      }
      return { row, sum };
    });
    all.sort((a, b) => a.sum - b.sum || a.row - b.row);
    for (const { row, sum } of all.slice(0, k)) {
      indices.push(row);
      distances.push(Math.sqrt(sum));
    }
  }
  return { indices, distances };
}
