import type { FeatureTable } from "../../dataset/index.ts";
import { type Descriptor, descriptorOf } from "../../schema.ts";

/** A feature in words: its title, its unit and what it says about the sound. */
export type FeatureName = Pick<Descriptor, "title" | "unit" | "meaning">;

/**
 * Describes a table column in words: `spectral_centroid_mean` is the spectral centroid in Hz. Unknown names are returned unchanged.
 * @example
 * import { featureName } from "../src/study/common/index.ts";
 * featureName("spectral_centroid_mean").meaning; // => "brightness: the spectrum's centre of mass"
 */
export function featureName(column: string): FeatureName {
  return descriptorOf(column) ?? { title: column, meaning: "" };
}

/**
 * Title and unit: "Spectral centroid (Hz)".
 * @example
 * import { featureTitle } from "../src/study/common/index.ts";
 * featureTitle("spectral_centroid_mean"); // => "Spectral centroid (Hz)"
 */
export function featureTitle(column: string): string {
  const { title, unit } = featureName(column);
  return unit === undefined ? title : `${title} (${unit})`;
}

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
