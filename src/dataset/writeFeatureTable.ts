import { csvField, writeFileAtomic } from "../ground/index.ts";
import { ARTIST_COLUMN, FILENAME_COLUMN, LABEL_COLUMN, SEGMENT_COLUMN, TRACK_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";
import { reportSplit } from "./reportSplit.ts";
import type { SplitUnit } from "./groupsOf.ts";
import { trackOfFile } from "./nameForms.ts";

/**
 * Writes a table as CSV in the published layout: `filename`, `track` and for segments `segment`, features, `label`. Reading it back
 * gives the same table. The file is written completely or not at all; missing folders are created.
 * @example
 * import { loadSource, readFeatureTable, resolveSource, writeFeatureTable } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * writeFeatureTable("mine/features_30s.csv", clips!);
 * (await readFeatureTable("mine/features_30s.csv", "clip")).X.rows; // => 160
 */
export function writeFeatureTable(path: string, table: FeatureTable): void {
  const { X, features, filename, track, segment, label } = table;
  const cut = segment.some((number) => number !== null);
  const header = [FILENAME_COLUMN, TRACK_COLUMN, ...(cut ? [SEGMENT_COLUMN] : []), ...features, LABEL_COLUMN];
  writeCsv(path, header, X.rows, (row) => [
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
 * writeArtists("mine/tracks.csv", clips!);
 */
export function writeArtists(
  path: string,
  { track, artist = [] }: FeatureTable,
  parts?: ReadonlyMap<string, string>,
): void {
  const known = [...new Map(track.map((name, row) => [name, artist[row] ?? ""]))];
  const header = [TRACK_COLUMN, ARTIST_COLUMN, ...(parts ? ["split"] : [])];
  writeCsv(path, header, known.length, (row) => [
    ...known[row]!,
    ...(parts ? [parts.get(trackOfFile(known[row]![0])) ?? ""] : []),
  ]);
}

/**
 * Writes which part of the report's split each row is in, so that others can check it: `filename`, `track`, `label`, then `by_row`,
 * `by_track` and, if artists are known, `by_artist`, each `train`, `test` or `holdout`.
 * @param seed of the split, 1 in the notebooks
 * @throws RangeError if there are too few rows to split
 * @example
 * import { loadSource, resolveSource, writeSplit } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * writeSplit("split.csv", clips!, 1);
 */
export function writeSplit(path: string, table: FeatureTable, seed: number): void {
  const { filename, track, label } = table;
  const units: SplitUnit[] = table.artist ? ["row", "track", "artist"] : ["row", "track"];
  const parts = units.map((by) => {
    const part = new Array<string>(filename.length);
    for (const [name, rows] of Object.entries(reportSplit(table, { by, seed }))) {
      for (const row of rows as Uint32Array) part[row] = name;
    }
    return part;
  });
  const header = [FILENAME_COLUMN, TRACK_COLUMN, LABEL_COLUMN, ...units.map((by) => `by_${by}`)];
  writeCsv(path, header, filename.length, (row) => [
    filename[row]!,
    track[row]!,
    label[row]!,
    ...parts.map((part) => part[row]!),
  ]);
}

const ROWS_A_WRITE = 1000;

/**
 * Writes a CSV with a header line, row by row. The file is written completely or not at all; missing folders are created.
 * @param fields the fields of a row; a number is written so that reading it back gives the same float64
 */
export function writeCsv(
  path: string,
  header: readonly string[],
  rows: number,
  fields: (row: number) => readonly (string | number | null)[],
): void {
  function* pieces(): Generator<string> {
    let text = `${header.map(csvField).join(",")}\n`;
    for (let row = 0; row < rows; row++) {
      const written = fields(row).map((field) => (typeof field === "number" ? field : csvField(field ?? "")));
      text += `${written.join(",")}\n`;
      if (row % ROWS_A_WRITE !== 0) continue;
      yield text;
      text = "";
    }
    yield text;
  }
  writeFileAtomic(path, pieces());
}
