import { readTrackList } from "./readTrackList.ts";
import { TableError } from "./tableError.ts";

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
