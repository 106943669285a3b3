import type { FeatureTable } from "../../dataset/index.ts";
import { genreCounts } from "./genreCounts.ts";

/**
 * The accuracy of always guessing the most frequent genre: its share of the table's rows.
 * @example
 * import { chanceOf } from "../src/study/common/index.ts";
 * chanceOf({ label: ["Folk", "Rock", "Rock"], track: ["1", "2", "3"] }); // => 0.667
 */
export function chanceOf(table: Pick<FeatureTable, "label" | "track">): number {
  return Math.max(...genreCounts(table).map(({ rows }) => rows)) / table.label.length;
}
