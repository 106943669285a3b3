import { readFile } from "node:fs/promises";
import { parseRowName } from "../schema.ts";
import { csvRecords } from "./csvRecords.ts";
import { TableError } from "./tableError.ts";

/**
 * Reads who made each track, from a CSV with the columns `artist` and either `track` or `filename`.
 * @returns artist by track; tracks without an artist are absent
 * @throws TableError where the file is none of these, or names two artists for one track
 */
export async function readArtists(path: string): Promise<Map<string, string>> {
  const content = await readFile(path);
  const header = content.subarray(0, content.indexOf("\n")).toString("utf8");
  const key = header.split(",").includes("track") ? "track" : "filename";
  const artists = new Map<string, string>();
  for (const record of csvRecords(path, content, [key, "artist"] as const)) {
    const track = parseRowName(record[key]).track;
    if (record.artist === "") continue;
    const known = artists.get(track);
    if (known !== undefined && known !== record.artist) {
      throw new TableError({ path }, `track ${track} has two artists, "${known}" and "${record.artist}"`);
    }
    artists.set(track, record.artist);
  }
  return artists;
}
