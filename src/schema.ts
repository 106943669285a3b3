/**
 * The columns of a feature table: the 57 audio features of the published tables, in their order, and the 29 means that the
 * report keeps.
 */

/** The features described by a mean and a variance before `tempo`, in the order of the published tables. */
const DESCRIPTORS = [
  "chroma_stft",
  "rms",
  "spectral_centroid",
  "spectral_bandwidth",
  "rolloff",
  "zero_crossing_rate",
  "harmony",
  "perceptr",
] as const;

const MFCCS = Array.from({ length: 20 }, (_, i) => `mfcc${i + 1}`);

const meanAndVariance = (name: string): string[] => [`${name}_mean`, `${name}_var`];

/** All 57 feature columns, in the order of the published tables: mean and variance of 28 descriptors, and tempo. */
export const FEATURES: readonly string[] = [
  ...DESCRIPTORS.flatMap(meanAndVariance),
  "tempo",
  ...MFCCS.flatMap(meanAndVariance),
];

/** The 29 features the report keeps: every feature that is not a variance. */
export const MEAN_FEATURES: readonly string[] = FEATURES.filter((name) => !name.endsWith("_var"));

/** Columns of the published tables that are no features. */
export const FILENAME_COLUMN = "filename";
export const LABEL_COLUMN = "label";
export const LENGTH_COLUMN = "length";
