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
