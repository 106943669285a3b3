import { type Descriptor, descriptorOf } from "../../schema.ts";

/** A feature in words: its title, its unit and what it says of the sound. */
export type FeatureName = Pick<Descriptor, "title" | "unit" | "meaning">;

/**
 * A column of the tables in words: `spectral_centroid_mean` is the spectral centroid in Hz. Other names stay as they are.
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
