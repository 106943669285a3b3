import { FILENAME_COLUMN, LABEL_COLUMN, TRACK_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";
import { reportSplit } from "./reportSplit.ts";
import type { SplitUnit } from "./splitUnit.ts";
import { writeCsv } from "./writeCsv.ts";

/**
 * Writes which part of the report's split each row is in, so that others can check it: `filename`, `track`, `label`, then `by_row`,
 * `by_track` and, if artists are known, `by_artist`, each `train`, `test` or `holdout`.
 * @param seed of the split, 1 in the notebooks
 * @throws RangeError if there are too few rows to split
 * @example
 * import { loadSource, resolveSource, writeSplit } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * await writeSplit("split.csv", clips!, 1);
 */
export async function writeSplit(path: string, table: FeatureTable, seed: number): Promise<void> {
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
  await writeCsv(path, header, filename.length, (row) => [
    filename[row]!,
    track[row]!,
    label[row]!,
    ...parts.map((part) => part[row]!),
  ]);
}
