import type { DataFrame } from "danfojs-node";
import { FILENAME_COLUMN, LABEL_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";

/**
 * The table, or its first rows, as a danfo.js data frame, to look at: `head`, `describe`, `groupby`. Columns: filename, the features,
 * label.
 *
 * It holds a copy, which takes a second and 250 MB for 80,000 rows. Computing is done on the table itself: danfo.js takes seconds
 * for what a loop over `X.data` does in milliseconds. It is loaded on first use, which takes a second or two.
 */
export async function dataFrame(
  table: FeatureTable,
  { rows: limit = Infinity }: { readonly rows?: number } = {},
): Promise<DataFrame> {
  const danfo = await import("danfojs-node");
  const { X, features, filename, label } = table;
  const rows = filename
    .slice(0, limit)
    .map((name, row) => [name, ...X.data.subarray(row * X.columns, (row + 1) * X.columns), label[row]!]);
  return new danfo.DataFrame(rows, {
    columns: [FILENAME_COLUMN, ...features, LABEL_COLUMN],
    // Named here as danfo.js would else guess them from the first rows. Its "float32" holds float64 too.
    dtypes: ["string", ...features.map(() => "float32"), "string"],
  });
}
