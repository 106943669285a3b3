/** The features in a listener's words; the field's name stands in brackets where it differs. */
const WORDS: Readonly<Record<string, string>> = {
  chroma_stft: "Spread over the twelve pitch classes (chroma)",
  rms: "Loudness (RMS)",
  spectral_centroid: "Brightness (spectral centroid, Hz)",
  spectral_bandwidth: "Width of the spectrum (bandwidth, Hz)",
  rolloff: "Upper end of the spectrum (roll-off, Hz)",
  zero_crossing_rate: "Noisiness (zero-crossing rate)",
  harmony: "Harmonic part of the sound",
  perceptr: "Percussive part of the sound",
  tempo: "Tempo (beats a minute)",
};

/** A column of the tables for listeners: `rms_var` is "Loudness (RMS), how much it changes". */
export function describeFeature(column: string): string {
  const stem = column.replace(/_(mean|var)$/, "");
  const mfcc = /^mfcc(\d+)$/.exec(stem);
  const words = mfcc ? `Timbre (MFCC ${mfcc[1]!})` : (WORDS[stem] ?? column);
  return column.endsWith("_var") ? `${words}, how much it changes` : words;
}
