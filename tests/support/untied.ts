import type { Matrix } from "../../src/ground/matrix.ts";

/** Rows where one class has more of the vote than any other: ties are settled differently by definition. */
export function untied({ data, rows, columns }: Matrix): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) => {
    const [first, second] = [...data.subarray(row * columns, (row + 1) * columns)].sort((a, b) => b - a);
    return first! - second! > 1e-9;
  });
}
