import type { Frame, TableColumnName } from "./frame.ts";
import { ARTIST_COLUMN, FILENAME_COLUMN, LABEL_COLUMN, SEGMENT_COLUMN, TRACK_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";

/**
 * The table, or its first rows, as a danfo.js data frame for exploring: `head`, `describe`, `groupby`, `query`. Columns: filename, the
 * features, label, track, and segment and artist if known. `fromDataFrame` converts back to a table.
 *
 * The frame is a copy, which takes a second and 250 MB for 80,000 rows. Compute on the table itself: danfo.js takes seconds for what a
 * loop over `X.data` does in milliseconds. It is loaded on first use, which takes a second or two.
 * @param table what the frame is made from
 * @param options what to leave out
 * @param options.rows how many rows from the first one; by default all
 * @example
 * import { dataFrame, loadSource, resolveSource } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const frame = await dataFrame(clips!);
 * frame.groupby(["label"]).col(["tempo"]).mean().shape; // => [8, 2]
 */
export async function dataFrame(
  table: FeatureTable,
  { rows: limit = Infinity }: { readonly rows?: number } = {},
): Promise<Frame<TableColumnName>> {
  const danfo = await import("danfojs-node");
  const { X, features, filename, label, track, segment, artist } = table;
  const beside = [
    { name: LABEL_COLUMN, values: label, dtype: "string" },
    { name: TRACK_COLUMN, values: track, dtype: "string" },
    ...(segment.every((which) => which !== null) ? [{ name: SEGMENT_COLUMN, values: segment, dtype: "int32" }] : []),
    // danfo.js fills or drops undefined values, so an unknown artist becomes an empty name.
    ...(artist ? [{ name: ARTIST_COLUMN, values: artist.map((name) => name ?? ""), dtype: "string" }] : []),
  ];
  const rows = filename
    .slice(0, limit)
    .map((name, row) => [
      name,
      ...X.data.subarray(row * X.columns, (row + 1) * X.columns),
      ...beside.map(({ values }) => values[row]!),
    ]);
  const frame: unknown = new danfo.DataFrame(rows, {
    columns: [FILENAME_COLUMN, ...features, ...beside.map(({ name }) => name)],
    // Given explicitly, because danfo.js would guess them from the first rows. Its "float32" also holds float64.
    dtypes: ["string", ...features.map(() => "float32"), ...beside.map(({ dtype }) => dtype)],
  });
  return frame as Frame<TableColumnName>;
}
