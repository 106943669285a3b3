import { ARTIST_COLUMN, FILENAME_COLUMN, LABEL_COLUMN, SEGMENT_COLUMN, TRACK_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";
import { trackOfFile } from "./trackOfFile.ts";
import { writeCsv } from "./writeCsv.ts";

/**
 * Writes a table as CSV in the published layout: `filename`, `track` and for segments `segment`, features, `label`. Reading it back
 * gives the same table. The file is written completely or not at all; missing folders are created.
 * @example
 * import { loadSource, readFeatureTable, resolveSource, writeFeatureTable } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * await writeFeatureTable("mine/features_30s.csv", clips!);
 * (await readFeatureTable("mine/features_30s.csv", "clip")).X.rows; // => 160
 */
export async function writeFeatureTable(path: string, table: FeatureTable): Promise<void> {
  const { X, features, filename, track, segment, label } = table;
  const cut = segment.some((number) => number !== null);
  const header = [FILENAME_COLUMN, TRACK_COLUMN, ...(cut ? [SEGMENT_COLUMN] : []), ...features, LABEL_COLUMN];
  await writeCsv(path, header, X.rows, (row) => [
    filename[row]!,
    track[row]!,
    ...(cut ? [segment[row]!] : []),
    ...X.data.subarray(row * X.columns, (row + 1) * X.columns),
    label[row]!,
  ]);
}

/**
 * Writes the artist of each track of a table, and its part of FMA's own split if known, in the format of the `tracks.csv` beside the
 * tables.
 * @param parts training, validation or test, by track
 * @example
 * import { loadSource, resolveSource, writeArtists } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * await writeArtists("mine/tracks.csv", clips!);
 */
export async function writeArtists(
  path: string,
  { track, artist = [] }: FeatureTable,
  parts?: ReadonlyMap<string, string>,
): Promise<void> {
  const known = [...new Map(track.map((name, row) => [name, artist[row] ?? ""]))];
  const header = [TRACK_COLUMN, ARTIST_COLUMN, ...(parts ? ["split"] : [])];
  await writeCsv(path, header, known.length, (row) => [
    ...known[row]!,
    ...(parts ? [parts.get(trackOfFile(known[row]![0])) ?? ""] : []),
  ]);
}
