import type { DataFrame } from "danfojs-node";
import type { FeatureTable } from "./featureTable.ts";

/**
 * The table as a danfo.js data frame, to look at: `head`, `describe`, `groupby`. Columns: filename, the features, label. Computing is
 * done on the table itself, which is much faster. Loading danfo.js takes a second or two, so it is done on first use.
 */
export async function dataFrame(table: FeatureTable): Promise<DataFrame> {
  const danfo = await import("danfojs-node");
  const { X, features, filename, label } = table;
  const columns: Record<string, unknown[]> = { filename: [...filename] };
  features.forEach((name, column) => {
    columns[name] = Array.from({ length: X.rows }, (_, row) => X.data[row * X.columns + column]!);
  });
  columns.label = [...label];
  return new danfo.DataFrame(columns);
}
