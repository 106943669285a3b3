import type { FeatureTable } from "./featureTable.ts";
import type { SourceTables } from "./loadSource.ts";

/** The most rows without a value, genres and the like to list. */
const LISTED = 5;

/**
 * Describes a table for a terminal: one line per fact, the number of rows first.
 * @example
 * import { loadSource, resolveSource, tableInWords } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * tableInWords(clips!)[0]; // => "160 rows of 160 tracks in 8 genres, 57 features, 145 artists"
 */
export function tableInWords({
  X,
  label,
  track,
  artist,
  dropped,
  features,
  sha256,
  remarks = [],
}: FeatureTable): string[] {
  const artists = new Set(artist?.filter((name) => name !== null)).size;
  const known = artist ? `, ${countOf(artists, "artist")}` : "";
  const left = dropped.length > 0 ? `, ${countOf(dropped.length, "row")} without a value left out` : "";
  const rows = new Map<string, number>();
  for (const genre of label) rows.set(genre, (rows.get(genre) ?? 0) + 1);
  const genres = [...rows].sort((a, b) => b[1] - a[1]);
  const counts = genres.slice(0, 2 * LISTED).map(([genre, count]) => `${genre} ${count.toLocaleString("en")}`);
  return [
    `${countOf(X.rows, "row")} of ${countOf(new Set(track).size, "track")} in ${countOf(rows.size, "genre")}, ${countOf(features.length, "feature")}${known}${left}`,
    `SHA-256 ${sha256}`,
    `genres: ${counts.join(", ")}${more(genres.length - counts.length)}`,
    ...dropped.slice(0, LISTED).map(({ line, filename, columns }) => {
      const missing = columns.slice(0, LISTED).join(", ") + more(columns.length - LISTED);
      return `left out: line ${line}, ${filename}, without ${missing}`;
    }),
    ...(dropped.length > LISTED ? [`left out: ${countOf(dropped.length - LISTED, "row")} more`] : []),
    ...remarks,
  ];
}

/**
 * What the notebooks will be able to say about a source, one line each.
 * @example
 * import { loadSource, outlookInWords, resolveSource } from "../src/dataset/index.ts";
 * outlookInWords(await loadSource(resolveSource("sample")))[2]; // => "genres: 8, that is 28 pairs"
 */
export function outlookInWords({ source, clips, segments }: SourceTables): string[] {
  const main = (segments ?? clips)!;
  const tracks = new Set(main.track).size;
  const artists = new Set(main.artist?.filter((name) => name !== null)).size;
  const genres = new Set(main.label).size;
  return [
    clips ? "30-second clips: yes" : "30-second clips: no, there is no such table (*30*.csv)",
    segments ? "3-second segments: yes" : "3-second segments: no, there is no such table (*3s*.csv)",
    genres < 2
      ? "genres: no, there is one only"
      : `genres: ${genres}, that is ${countOf((genres * (genres - 1)) / 2, "pair")}`,
    `tracks kept apart: yes, ${tracks.toLocaleString("en")}`,
    artists > 1
      ? `artists kept apart: yes, ${artists.toLocaleString("en")}`
      : `artists kept apart: no, ${artists === 1 ? "there is one only" : "none is known; a column artist or a file tracks.csv beside the tables names them"}`,
    source.kind === "report"
      ? "the report's figures: judged, as these are its own tables"
      : "the report's figures: shown beside, as this is other data",
  ];
}

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : "";
}
