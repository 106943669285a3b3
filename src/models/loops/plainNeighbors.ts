import type { Matrix } from "../../ground/index.ts";

/** The k nearest training rows of each query, nearest first. */
export interface Neighbors {
  readonly k: number;
  /** queries x k, row-major: indices of training rows. */
  readonly indices: Int32Array;
  /** queries x k, row-major: Euclidean distances. */
  readonly distances: Float64Array;
}

/** Rows compared at a time: a sum in order waits for itself, so several are kept going. */
const LANES = 4;

/**
 * Finds the `k` nearest of `rows` (1 to their number) of each query by comparing it with all of them: squared distances in float64,
 * summed over the features in order. Of two rows at the same distance the one with the lower index is nearer.
 */
export function plainNeighbors(rows: Matrix, queries: Matrix, k: number): Neighbors {
  const indices = new Int32Array(queries.rows * k);
  const distances = new Float64Array(queries.rows * k);
  const { data, columns } = rows;
  const last = rows.rows - 1;
  const found = new Float64Array(LANES);
  for (let q = 0; q < queries.rows; q++) {
    const begin = q * k;
    const query = queries.data.subarray(q * columns, (q + 1) * columns);
    for (let row = 0; row <= last; row += LANES) {
      let [a, b, c, d] = [0, 0, 0, 0];
      // After the last row comes itself again, which is then left out.
      const [atA, atB] = [row * columns, Math.min(row + 1, last) * columns];
      const [atC, atD] = [Math.min(row + 2, last) * columns, Math.min(row + 3, last) * columns];
      for (let j = 0; j < columns; j++) {
        const value = query[j]!;
        const toA = value - data[atA + j]!;
        const toB = value - data[atB + j]!;
        const toC = value - data[atC + j]!;
        const toD = value - data[atD + j]!;
        a += toA * toA;
        b += toB * toB;
        c += toC * toC;
        d += toD * toD;
      }
      [found[0], found[1], found[2], found[3]] = [a, b, c, d];
      for (let lane = 0; lane < LANES && row + lane <= last; lane++) insert(row + lane, found[lane]!, begin);
    }
  }
  return { k, indices, distances: distances.map(Math.sqrt) };

  /** Puts a row behind those that are as near. Rows come by index. */
  function insert(row: number, distance: number, begin: number): void {
    let place = begin + Math.min(row, k);
    if (row >= k && !(distance < distances[place - 1]!)) return;
    if (row >= k) place--;
    for (; place > begin && distance < distances[place - 1]!; place--) {
      distances[place] = distances[place - 1]!;
      indices[place] = indices[place - 1]!;
    }
    distances[place] = distance;
    indices[place] = row;
  }
}
