import type { FeatureTable } from "../../dataset/index.ts";
import { genreCounts } from "./genreCounts.ts";

/** What always guessing the most frequent genre scores on a table: the share of its rows. */
export function chanceOf(table: Pick<FeatureTable, "label" | "track">): number {
  return Math.max(...genreCounts(table).map(({ rows }) => rows)) / table.label.length;
}
