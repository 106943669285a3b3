import { MEAN_FEATURES } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";

/**
 * The table with only the named features, in the given order.
 * @throws RangeError if the table lacks a feature, or none is named
 * @example
 * import { loadSource, resolveSource, selectFeatures } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * selectFeatures(clips!, ["tempo", "rms_mean"]).X.columns; // => 2
 */
export function selectFeatures(table: FeatureTable, names: readonly string[]): FeatureTable {
  const { X, features } = table;
  const columns = names.map((name) => {
    const column = features.indexOf(name);
    if (column < 0) throw new RangeError(`${table.path}: no feature "${name}"; there are ${features.join(", ")}`);
    return column;
  });
  if (columns.length === 0) throw new RangeError(`${table.path}: no feature is left`);
  const data = new Float64Array(X.rows * columns.length);
  for (let row = 0, to = 0; row < X.rows; row++) {
    const from = row * X.columns;
    for (const column of columns) data[to++] = X.data[from + column]!;
  }
  return { ...table, features: [...names], X: { data, rows: X.rows, columns: columns.length } };
}

/**
 * The table without variances, as the report uses it: those of the 29 means and tempo that it has, in its own order.
 * @example
 * import { dropVariances, loadSource, resolveSource } from "../src/dataset/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * [clips!.X.columns, dropVariances(clips!).X.columns]; // => [57, 29]
 */
export function dropVariances(table: FeatureTable): FeatureTable {
  const kept = new Set(MEAN_FEATURES);
  return selectFeatures(
    table,
    table.features.filter((name) => kept.has(name)),
  );
}
