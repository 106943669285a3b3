import type { FeatureTable } from "../../dataset/index.ts";

/**
 * The values of one feature, along the rows.
 * @throws RangeError for a feature that the table hasn't got
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { featureColumn } from "../src/study/common/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * Math.max(...featureColumn(clips!, "tempo")); // => 172.3
 */
export function featureColumn({ X, features, path }: FeatureTable, name: string): Float64Array {
  const column = features.indexOf(name);
  if (column < 0) throw new RangeError(`${path}: no feature "${name}"`);
  return Float64Array.from({ length: X.rows }, (_, row) => X.data[row * X.columns + column]!);
}
