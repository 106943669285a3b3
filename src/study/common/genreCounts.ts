import type { FeatureTable } from "../../dataset/index.ts";

/** How many rows and tracks of a genre a table has. */
export interface GenreCount {
  readonly genre: string;
  readonly rows: number;
  readonly tracks: number;
}

/**
 * Counts rows and tracks per genre, genres sorted.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genreCounts } from "../src/study/common/index.ts";
 * const { segments } = await loadSource(resolveSource("sample"));
 * genreCounts(segments!)[0]; // => { genre: "Electronic", rows: 200, tracks: 20 }
 */
export function genreCounts(table: Pick<FeatureTable, "label" | "track">): GenreCount[] {
  return [...rowsByGenre(table)].map(([genre, rows]) => ({
    genre,
    rows: rows.length,
    tracks: new Set(rows.map((row) => table.track[row])).size,
  }));
}

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

/**
 * The accuracy of always guessing the most frequent genre: its share of the table's rows.
 * @example
 * import { chanceOf } from "../src/study/common/index.ts";
 * chanceOf({ label: ["Folk", "Rock", "Rock"], track: ["1", "2", "3"] }); // => 0.667
 */
export function chanceOf(table: Pick<FeatureTable, "label" | "track">): number {
  return Math.max(...genreCounts(table).map(({ rows }) => rows)) / table.label.length;
}
