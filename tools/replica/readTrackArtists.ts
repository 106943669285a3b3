import { readFile } from "node:fs/promises";
import { parseTextTable } from "../../src/dataset/parseTextTable.ts";
import { readArtists } from "../../src/dataset/readTrackList.ts";
import { readFmaTracks } from "../../src/dataset/readFmaTracks.ts";

/**
 * Reads who made each track, by FMA's number of the track: from FMA's own `tracks.csv`, a CSV with `track_id` and `artist_id`, or any list that
 * the project reads artists from. Tracks without an artist are absent.
 * @throws TableError where the file is none of these
 */
export async function readTrackArtists(path: string): Promise<ReadonlyMap<number, string>> {
  if (!readFmaTracks(path)) {
    const { columns, rows } = parseTextTable(path, await readFile(path));
    const [track, artist] = [columns.indexOf("track_id"), columns.indexOf("artist_id")];
    if (track >= 0 && artist >= 0) {
      const known = rows.filter((row) => row[artist] !== "");
      return new Map(known.map((row) => [Number(row[track]), row[artist]!]));
    }
  }
  return new Map([...(await readArtists(path))].map(([track, artist]) => [Number(track), artist]));
}
