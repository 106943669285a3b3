import {
  ARTIST_COLUMN,
  COMPUTED_FEATURES,
  DESCRIPTORS,
  FILENAME_COLUMN,
  LABEL_COLUMN,
  TRACK_COLUMN,
} from "../schema.ts";

/** What people and other tools call the columns, in lower case without separators. */
const ALIASES = new Map(
  Object.entries({
    genre: LABEL_COLUMN,
    genretop: LABEL_COLUMN,
    class: LABEL_COLUMN,
    category: LABEL_COLUMN,
    target: LABEL_COLUMN,
    labels: LABEL_COLUMN,
    file: FILENAME_COLUMN,
    filenames: FILENAME_COLUMN,
    filepath: FILENAME_COLUMN,
    path: FILENAME_COLUMN,
    trackid: TRACK_COLUMN,
    songid: TRACK_COLUMN,
    artistname: ARTIST_COLUMN,
    band: ARTIST_COLUMN,
    bpm: "tempo",
    tempomean: "tempo",
  }),
);
/** The same for features, without their statistic. */
const FEATURE_ALIASES = new Map(
  Object.entries({
    chroma: "chroma_stft",
    rmse: "rms",
    rmsenergy: "rms",
    centroid: "spectral_centroid",
    speccent: "spectral_centroid",
    bandwidth: "spectral_bandwidth",
    specbw: "spectral_bandwidth",
    spectralrolloff: "rolloff",
    zcr: "zero_crossing_rate",
    zerocrossing: "zero_crossing_rate",
    zerocrossings: "zero_crossing_rate",
    harmonic: "harmony",
    percussive: "perceptr",
  }),
);

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const COLUMNS = new Map(
  [FILENAME_COLUMN, LABEL_COLUMN, TRACK_COLUMN, ARTIST_COLUMN, "segment", ...COMPUTED_FEATURES].map((name) => [
    bare(name),
    name,
  ]),
);
const DESCRIPTOR_NAMES = new Map(DESCRIPTORS.map(({ name }) => [bare(name), name]));

/** The column of a feature table that another name probably means: `rms_mean` for `rmse`, `label` for `Genre`. */
export function likelyColumn(name: string): string | undefined {
  const text = bare(name);
  const known = COLUMNS.get(text) ?? ALIASES.get(text);
  if (known !== undefined) return known;
  const [, stem, ending] = /^(.*?)(mean|avg|average|var|variance)?$/s.exec(text)!;
  const feature = DESCRIPTOR_NAMES.get(stem!) ?? FEATURE_ALIASES.get(stem!);
  if (feature === undefined) return undefined;
  const column = `${feature}_${ending?.startsWith("var") ? "var" : "mean"}`;
  return COMPUTED_FEATURES.includes(column) ? column : undefined;
}
