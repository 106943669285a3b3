/** A feature in words. */
export interface FeatureName {
  /** "Spectral centroid". */
  readonly title: string;
  /** "Hz"; absent where it has none. */
  readonly unit?: string;
  /** What it says of the sound. */
  readonly meaning: string;
}

const NAMES: Readonly<Record<string, FeatureName>> = {
  chroma_stft: { title: "Chroma", meaning: "how evenly the energy is spread over the twelve pitch classes" },
  rms: { title: "RMS energy", meaning: "loudness" },
  spectral_centroid: { title: "Spectral centroid", unit: "Hz", meaning: "brightness: the spectrum's centre of mass" },
  spectral_bandwidth: { title: "Spectral bandwidth", unit: "Hz", meaning: "how widely the spectrum spreads" },
  rolloff: { title: "Spectral roll-off", unit: "Hz", meaning: "the frequency below which 85 % of the energy lies" },
  zero_crossing_rate: { title: "Zero-crossing rate", unit: "per sample", meaning: "noisiness and brightness" },
  harmony: { title: "Harmonic part", meaning: "mean of the harmonic waveform: about zero whatever the music" },
  perceptr: { title: "Percussive part", meaning: "mean of the percussive waveform: about zero whatever the music" },
  tempo: { title: "Tempo", unit: "BPM", meaning: "beats a minute, as estimated" },
};

/** A column of the tables in words: `spectral_centroid_mean` is the spectral centroid in Hz. Other names stay as they are. */
export function featureName(column: string): FeatureName {
  const stem = column.replace(/_(mean|var)$/, "");
  const mfcc = /^mfcc(\d+)$/.exec(stem);
  if (mfcc) {
    return { title: `MFCC ${mfcc[1]!}`, meaning: "timbre: the shape of the spectrum, coarse to fine" };
  }
  return NAMES[stem] ?? { title: column, meaning: "" };
}

/** Title and unit: "Spectral centroid (Hz)". */
export function featureTitle(column: string): string {
  const { title, unit } = featureName(column);
  return unit === undefined ? title : `${title} (${unit})`;
}
