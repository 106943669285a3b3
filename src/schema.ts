/**
 * The columns of a feature table: audio features as data, name x statistic, each with its description and unit, and the other columns.
 * To add a feature, append an entry marked `added`, and compute its values under the same name in `src/audio/extractFeatures.ts`;
 * tables, models and replicas without it keep working.
 */

/** A statistic of a feature's values over the frames of a clip. */
export type Statistic = "mean" | "var";

/** A property of sound, measured in every frame, or once for the whole clip. */
export interface Descriptor {
  /** Its columns are `NAME_mean` and `NAME_var`, or `NAME` if there are no statistics. */
  readonly name: string;
  /** Empty if the clip has one value. */
  readonly statistics: readonly Statistic[];
  /** As a chart names it. */
  readonly title: string;
  /** Absent if it has none. */
  readonly unit?: string;
  /** What it says about the sound. */
  readonly meaning: string;
  /** What a listener would call it, with the technical name in brackets if that differs. */
  readonly heard: string;
  /** Set if the published tables don't have it. */
  readonly added?: true;
}

const MOMENTS = ["mean", "var"] as const;

const KNOWN = [
  {
    name: "chroma_stft",
    statistics: MOMENTS,
    title: "Chroma",
    meaning: "how evenly the energy is spread over the twelve pitch classes",
    heard: "Spread over the twelve pitch classes (chroma)",
  },
  { name: "rms", statistics: MOMENTS, title: "RMS energy", meaning: "loudness", heard: "Loudness (RMS)" },
  {
    name: "spectral_centroid",
    statistics: MOMENTS,
    title: "Spectral centroid",
    unit: "Hz",
    meaning: "brightness: the spectrum's centre of mass",
    heard: "Brightness (spectral centroid, Hz)",
  },
  {
    name: "spectral_bandwidth",
    statistics: MOMENTS,
    title: "Spectral bandwidth",
    unit: "Hz",
    meaning: "how widely the spectrum spreads",
    heard: "Width of the spectrum (bandwidth, Hz)",
  },
  {
    name: "rolloff",
    statistics: MOMENTS,
    title: "Spectral roll-off",
    unit: "Hz",
    meaning: "the frequency below which 85 % of the energy lies",
    heard: "Upper end of the spectrum (roll-off, Hz)",
  },
  {
    name: "zero_crossing_rate",
    statistics: MOMENTS,
    title: "Zero-crossing rate",
    unit: "per sample",
    meaning: "noisiness and brightness",
    heard: "Noisiness (zero-crossing rate)",
  },
  {
    name: "harmony",
    statistics: MOMENTS,
    title: "Harmonic part",
    meaning: "mean of the harmonic waveform: about zero whatever the music",
    heard: "Harmonic part of the sound",
  },
  {
    name: "perceptr",
    statistics: MOMENTS,
    title: "Percussive part",
    meaning: "mean of the percussive waveform: about zero whatever the music",
    heard: "Percussive part of the sound",
  },
  {
    name: "tempo",
    statistics: [],
    title: "Tempo",
    unit: "BPM",
    meaning: "beats a minute, as estimated",
    heard: "Tempo (beats a minute)",
  },
  ...Array.from({ length: 20 }, (_, i) => ({
    name: `mfcc${i + 1}` as const,
    statistics: MOMENTS,
    title: `MFCC ${i + 1}`,
    meaning: "timbre: the shape of the spectrum, coarse to fine",
    heard: `Timbre (MFCC ${i + 1})`,
  })),
] as const satisfies readonly Descriptor[];

/** The features: those of the published tables in their order, then added ones. */
export const DESCRIPTORS: readonly Descriptor[] = KNOWN;

type NamesOf<One> = One extends { readonly name: infer Name extends string; readonly statistics: readonly (infer Of)[] }
  ? [Of] extends [never]
    ? Name
    : `${Name}_${Of & string}`
  : never;

/** The name of a feature's column, so that a typo in a literal name is a type error. */
export type FeatureName = NamesOf<(typeof KNOWN)[number]> | `musicnn_${number}` | `tag_${string}`;

/**
 * The columns of a feature: `rms_mean`, `rms_var`.
 * @example
 * import { columnsOf } from "../src/schema.ts";
 * columnsOf({ name: "rms", statistics: ["mean", "var"] }); // => ["rms_mean", "rms_var"]
 */
export function columnsOf({ name, statistics }: Pick<Descriptor, "name" | "statistics">): string[] {
  return statistics.length === 0 ? [name] : statistics.map((statistic) => `${name}_${statistic}`);
}

/** The feature columns of the published tables, in their order: mean and variance of 28 features, and tempo, which makes 57. */
export const FEATURES: readonly string[] = DESCRIPTORS.filter(({ added }) => !added).flatMap(columnsOf);

/** The columns computed from audio: those of the published tables, then added ones. */
export const COMPUTED_FEATURES: readonly string[] = DESCRIPTORS.flatMap(columnsOf);

/** The columns without the variances, which the report drops: 29 of the published tables' 57, and added ones. */
export const MEAN_FEATURES: readonly string[] = COMPUTED_FEATURES.filter((name) => !name.endsWith("_var"));

const DESCRIPTOR_OF = new Map(DESCRIPTORS.flatMap((descriptor) => columnsOf(descriptor).map((c) => [c, descriptor])));

/**
 * What a column measures: `rms` for `rms_var`. Undefined for a column that isn't a computed feature.
 * @example
 * import { descriptorOf } from "../src/schema.ts";
 * descriptorOf("rms_var")!.title; // => "RMS energy"
 */
export function descriptorOf(column: string): Descriptor | undefined {
  return DESCRIPTOR_OF.get(column);
}

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

/**
 * A tag's column: its probability, 0 to 1.
 * @example
 * import { tagColumn } from "../src/schema.ts";
 * tagColumn("female vocalists"); // => "tag_female_vocalists"
 */
export const tagColumn = (tag: string): string => `tag_${tag.replaceAll(" ", "_")}`;

/** The columns of the network's penultimate layer. */
export const EMBEDDING_FEATURES: readonly string[] = Array.from(
  { length: 200 },
  (_, i) => `musicnn_${String(i + 1).padStart(3, "0")}`,
);

/** The network's features: the penultimate layer, and its 50 tags. */
export const LEARNED_FEATURES: readonly string[] = [...EMBEDDING_FEATURES, ...TAGS.map(tagColumn)];

/** The features that can be extracted from audio: the report's (with added ones), the network's, or both. */
export const FEATURE_SETS = {
  report: COMPUTED_FEATURES,
  musicnn: LEARNED_FEATURES,
  all: [...COMPUTED_FEATURES, ...LEARNED_FEATURES],
} as const;

export type FeatureSet = keyof typeof FEATURE_SETS;

/** The other columns of a table. */
export const FILENAME_COLUMN = "filename";
export const LABEL_COLUMN = "label";
/** The clip's length in samples, which published tables have and nothing uses. */
export const LENGTH_COLUMN = "length";
/** A row's track, which segment of it the row is, and the artist, if known. */
export const TRACK_COLUMN = "track";
export const SEGMENT_COLUMN = "segment";
export const ARTIST_COLUMN = "artist";
