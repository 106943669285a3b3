import type { FeatureTable } from "../../dataset/index.ts";
import { rowsByGenre } from "./rowsByGenre.ts";

/** How much of a genre a table has. */
export interface GenreCount {
  readonly genre: string;
  readonly rows: number;
  readonly tracks: number;
}

/** Rows and tracks of each genre, genres in sorted order. */
export function genreCounts(table: Pick<FeatureTable, "label" | "track">): GenreCount[] {
  return [...rowsByGenre(table)].map(([genre, rows]) => ({
    genre,
    rows: rows.length,
    tracks: new Set(rows.map((row) => table.track[row])).size,
  }));
}
