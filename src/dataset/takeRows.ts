import { takeItems, takeMatrixRows } from "../ground/index.ts";
import type { FeatureTable } from "./featureTable.ts";

/**
 * The rows of a table with the given indices, in that order.
 * @throws RangeError if an index is outside the table
 * @example
 * import { loadSource, resolveSource, takeRows } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const rock = clips!.label.flatMap((genre, row) => (genre === "Rock" ? [row] : []));
 * takeRows(clips!, rock).X.rows; // => 20
 */
export function takeRows(table: FeatureTable, indices: ArrayLike<number>): FeatureTable {
  return {
    ...table,
    X: takeMatrixRows(table.X, indices),
    filename: takeItems(table.filename, indices),
    label: takeItems(table.label, indices),
    track: takeItems(table.track, indices),
    segment: takeItems(table.segment, indices),
    ...(table.artist ? { artist: takeItems(table.artist, indices) } : {}),
  };
}
