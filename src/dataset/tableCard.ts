import { basename } from "node:path";
import { card, DISPLAY, type Shown, visibleText } from "../ground/index.ts";
import type { FeatureTable } from "./featureTable.ts";

/** The most genres to list. */
const LISTED = 12;

/** A table in a few lines: rows and features, tracks, artists, genres. Leaves out the path, which is specific to this machine. */
export function tableCard(table: FeatureTable): Shown {
  const { path, X, features, track, artist, dropped } = table;
  const artists = new Set(artist?.filter((name) => name !== null)).size;
  return card(`Feature table, ${countOf(X.rows, "row")} × ${countOf(features.length, "feature")}`, [
    ["genres", genresInWords(table.label)],
    ["tracks", new Set(track).size.toLocaleString("en")],
    ["artists known", artists.toLocaleString("en")],
    ["rows left out for missing values", dropped.length > 0 ? dropped.length.toLocaleString("en") : undefined],
    ["features", listed(features, 4)],
    ["from", visibleText(basename(path))],
  ]);
}

/** "Rock 200, Pop 180": the genres of some rows with their counts, largest first. */
export function genresInWords(label: readonly string[]): string {
  const rows = new Map<string, number>();
  for (const genre of label) rows.set(genre, (rows.get(genre) ?? 0) + 1);
  const genres = [...rows].sort(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
  return listed(
    genres.map(([genre, count]) => `${genre} ${count.toLocaleString("en")}`),
    LISTED,
  );
}

/**
 * Makes a table show as a card in a notebook. It is spread into a new table, and so into each copy; the card describes the copy that is
 * shown.
 */
export const SHOWN_AS_CARD = {
  [DISPLAY](this: FeatureTable): Shown {
    return tableCard(this);
  },
};

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

function listed(items: readonly string[], most: number): string {
  const more = items.length > most ? `, … (${items.length.toLocaleString("en")})` : "";
  return items.slice(0, most).join(", ") + more;
}
