import type { FeatureTable } from "../../dataset/index.ts";

/**
 * The rows of each genre, genres sorted.
 * @example
 * import { rowsByGenre } from "../src/study/common/index.ts";
 * rowsByGenre({ label: ["Rock", "Folk", "Rock"] }).get("Rock"); // => [0, 2]
 */
export function rowsByGenre({ label }: Pick<FeatureTable, "label">): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>([...new Set(label)].sort().map((genre) => [genre, []]));
  label.forEach((genre, row) => rows.get(genre)!.push(row));
  return rows;
}
