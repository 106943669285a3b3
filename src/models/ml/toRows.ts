import type { Matrix } from "../../ground/index.ts";

/** A matrix's rows as arrays, the form in which mljs takes data. */
export function toRows({ data, rows, columns }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns)));
}
