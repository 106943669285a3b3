import type { FeatureTable } from "../../dataset/index.ts";

/** The values of one feature, along the rows. @throws RangeError for a feature that the table hasn't got */
export function featureColumn({ X, features, path }: FeatureTable, name: string): Float64Array {
  const column = features.indexOf(name);
  if (column < 0) throw new RangeError(`${path}: no feature "${name}"`);
  return Float64Array.from({ length: X.rows }, (_, row) => X.data[row * X.columns + column]!);
}
