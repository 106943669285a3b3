import { SAMPLE_RATE } from "./defaults.ts";
import { fftFrequencies } from "./fftFrequencies.ts";
import type { Spectrogram } from "./spectrogram.ts";

/**
 * The frequency below which 85 % of each frame's magnitude lies, like librosa's `spectral_rolloff`. Sums are rounded to float32 one by
 * one, as in librosa: near the threshold the last digits decide which bin it is.
 * @param S magnitudes, frames x bins
 * @returns Hz, one value per frame; 0 for a silent frame
 */
export function spectralRolloff(
  S: Spectrogram,
  options: { readonly sampleRate?: number; readonly rollPercent?: number } = {},
): Float64Array {
  const { sampleRate = SAMPLE_RATE, rollPercent = 0.85 } = options;
  const frequencies = fftFrequencies(sampleRate, S.bins);
  const cumulative = new Float32Array(S.bins);
  const rolloffs = new Float64Array(S.frames);
  for (let t = 0, i = 0; t < S.frames; t++) {
    let sum = 0;
    for (let k = 0; k < S.bins; k++, i++) cumulative[k] = sum = Math.fround(sum + S.data[i]!);
    const threshold = Math.fround(Math.fround(rollPercent) * sum);
    let k = 0;
    while (cumulative[k]! < threshold) k++;
    rolloffs[t] = frequencies[k]!;
  }
  return rolloffs;
}
