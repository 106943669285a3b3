import type { Matrix } from "../matrix.ts";

/** The rows of `X` with the given indices, in that order. */
export function takeMatrixRows({ data, columns }: Matrix, rows: ArrayLike<number>): Matrix {
  const taken = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    taken.set(data.subarray(rows[i]! * columns, (rows[i]! + 1) * columns), i * columns);
  }
  return { data: taken, rows: rows.length, columns };
}
