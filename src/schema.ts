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

/** The tags of the network in `data/musicnn`, in the order of its outputs. */
export const TAGS: readonly string[] = [
  "rock",
  "pop",
  "alternative",
  "indie",
  "electronic",
  "female vocalists",
  "dance",
  "00s",
  "alternative rock",
  "jazz",
  "beautiful",
  "metal",
  "chillout",
  "male vocalists",
  "classic rock",
  "soul",
  "indie rock",
  "Mellow",
  "electronica",
  "80s",
  "folk",
  "90s",
  "chill",
  "instrumental",
  "punk",
  "oldies",
  "blues",
  "hard rock",
  "ambient",
  "acoustic",
  "experimental",
  "female vocalist",
  "guitar",
  "Hip-Hop",
  "70s",
  "party",
  "country",
  "easy listening",
  "sexy",
  "catchy",
  "funk",
  "electro",
  "heavy metal",
  "Progressive rock",
  "60s",
  "rnb",
  "indie pop",
  "sad",
  "House",
  "happy",
];

/** The column of a tag: its probability, 0 to 1. */
export const tagColumn = (tag: string): string => `tag_${tag.replaceAll(" ", "_")}`;

/** The columns of the network's last but one layer. */
export const EMBEDDING_FEATURES: readonly string[] = Array.from(
  { length: 200 },
  (_, i) => `musicnn_${String(i + 1).padStart(3, "0")}`,
);

/** What the network hears: the last but one layer, and its 50 tags. */
export const LEARNED_FEATURES: readonly string[] = [...EMBEDDING_FEATURES, ...TAGS.map(tagColumn)];

/** The features that can be extracted from audio: the report's, the network's, or both. */
export const FEATURE_SETS = {
  report: FEATURES,
  musicnn: LEARNED_FEATURES,
  all: [...FEATURES, ...LEARNED_FEATURES],
} as const;

export type FeatureSet = keyof typeof FEATURE_SETS;

/** Columns of the published tables that are no features. */
export const FILENAME_COLUMN = "filename";
export const LABEL_COLUMN = "label";
export const LENGTH_COLUMN = "length";
/** The optional column with the artist of each row. */
export const ARTIST_COLUMN = "artist";
