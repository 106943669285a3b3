import type { FeatureTable } from "../../dataset/index.ts";
import { rowsByGenre } from "./rowsByGenre.ts";

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
