import { readFile } from "node:fs/promises";
import { ARTIST_COLUMN, FILENAME_COLUMN, TRACK_COLUMN } from "../schema.ts";
import { parseTextTable } from "./parseTextTable.ts";
import { readFmaTracks } from "./readFmaTracks.ts";
import { TableError } from "./tableError.ts";
import { trackOfFile } from "./trackOfFile.ts";

/** The columns that may name a track, in the order in which they are looked for. */
const TRACK_COLUMNS = [TRACK_COLUMN, FILENAME_COLUMN];

/**
 * Reads who made each track, from a CSV with the columns `artist` and either `track` or `filename`, or from `tracks.csv` of FMA's metadata.
 * @returns artist by track; tracks without an artist are absent
 * @throws TableError where the file is none of these, or names two artists for one track
 */
export async function readArtists(path: string): Promise<ReadonlyMap<string, string>> {
  const fma = readFmaTracks(path);
  if (fma) return new Map(fma.flatMap(({ track, artist }) => (artist === undefined ? [] : [[track, artist]])));
  const { columns, rows } = parseTextTable(path, await readFile(path));
  const trackColumn = TRACK_COLUMNS.map((name) => columns.indexOf(name)).find((column) => column >= 0);
  const artistColumn = columns.indexOf(ARTIST_COLUMN);
  if (trackColumn === undefined || artistColumn < 0) {
    const found = columns.slice(0, 8).join(", ");
    throw new TableError(
      { path, line: 1, column: 1 },
      `expected columns "artist" and "track" or "filename", found ${found}`,
    );
  }
  const artists = new Map<string, string>();
  for (const row of rows) {
    const track = trackOfFile(row[trackColumn]!);
    const artist = row[artistColumn]!;
    if (artist === "") continue;
    const known = artists.get(track) ?? artist;
    if (known !== artist) throw new TableError({ path }, `track ${track} has two artists, "${known}" and "${artist}"`);
    artists.set(track, artist);
  }
  return artists;
}
