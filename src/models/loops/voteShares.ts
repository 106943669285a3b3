import type { Matrix } from "../../ground/index.ts";
import type { Neighbors } from "./neighbors.ts";

/** The share of each class among each query's first `k` neighbours, queries x classes. */
export function voteShares(
  { indices, k: found }: Neighbors,
  codes: Int32Array,
  classCount: number,
  k: number = found,
): Matrix {
  const rows = indices.length / found;
  const data = new Float64Array(rows * classCount);
  for (let row = 0; row < rows; row++) {
    for (let rank = 0; rank < k; rank++) data[row * classCount + codes[indices[row * found + rank]!]!]! += 1;
  }
  // Dividing only after counting in integers keeps equal counts equal.
  for (let i = 0; i < data.length; i++) data[i]! /= k;
  return { data, rows, columns: classCount };
}
