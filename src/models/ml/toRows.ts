import type { Matrix } from "../../ground/index.ts";

/** The rows of a matrix as arrays, the form in which mljs takes data. */
export function toRows({ data, rows, columns }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns)));
}
