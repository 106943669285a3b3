import { readFile } from "node:fs/promises";
import { FILENAME_COLUMN, TRACK_COLUMN } from "../schema.ts";
import { trackOfFile } from "./nameForms.ts";
import { parseTextTable } from "./parseTextTable.ts";
import { readFmaTracks } from "./readFmaTracks.ts";
import { TableError } from "./tableError.ts";

/** The columns that may name a track, in the order in which they are tried. */
const TRACK_COLUMNS = [TRACK_COLUMN, FILENAME_COLUMN];

/** What a list says about tracks. */
export interface TrackList {
  /** Values by track; tracks without one are absent. Undefined if the column is missing. */
  readonly values?: ReadonlyMap<string, string>;
  /** The columns it has; empty for FMA's own list. */
  readonly columns: readonly string[];
}

/**
 * Reads one column of a list of tracks: of FMA's `tracks.csv`, or of a CSV with that column and either `track` or `filename`.
 * @throws TableError if the file isn't such a list, or gives two values for one track
 */
export async function readTrackList(path: string, column: "artist" | "split"): Promise<TrackList> {
  const fma = readFmaTracks(path)?.map((one) => [one.track, one[column] ?? ""] as const);
  if (fma) return { values: valuesOf(path, column, fma), columns: [] };
  const { columns, rows } = parseTextTable(path, await readFile(path));
  const track = TRACK_COLUMNS.map((name) => columns.indexOf(name)).find((at) => at >= 0);
  const value = columns.indexOf(column);
  if (track === undefined || value < 0) return { columns };
  const told = rows.map((row) => [trackOfFile(row[track]!), row[value]!] as const);
  return { values: valuesOf(path, column, told), columns };
}

function valuesOf(
  path: string,
  column: string,
  told: readonly (readonly [track: string, value: string])[],
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [track, value] of told) {
    if (value === "") continue;
    const known = values.get(track) ?? value;
    if (known !== value) throw new TableError({ path }, `track ${track} has two ${column}s, "${known}" and "${value}"`);
    values.set(track, value);
  }
  return values;
}

/**
 * Reads the artist of each track from a CSV with the columns `artist` and either `track` or `filename`, or from `tracks.csv` of FMA's
 * metadata.
 * @returns artist by track; tracks without an artist are absent
 * @throws TableError if the file is neither, or names two artists for one track
 */
export async function readArtists(path: string): Promise<ReadonlyMap<string, string>> {
  const { values, columns } = await readTrackList(path, "artist");
  if (values) return values;
  throw new TableError(
    { path, line: 1, column: 1 },
    `expected columns "artist" and "track" or "filename", found ${columns.slice(0, 8).join(", ")}`,
  );
}
