import { SAMPLE_RATE } from "./defaults.ts";
import { fftFrequencies } from "./fftFrequencies.ts";
import type { Spectrogram } from "./spectrogram.ts";

/**
 * The mean frequency of each frame, weighted by magnitude, like librosa's `spectral_centroid`.
 * @param S magnitudes, frames x bins
 * @returns Hz, one value per frame; 0 for a silent frame
 */
export function spectralCentroid(S: Spectrogram, options: { readonly sampleRate?: number } = {}): Float64Array {
  const { sampleRate = SAMPLE_RATE } = options;
  const frequencies = fftFrequencies(sampleRate, S.bins);
  const centroids = new Float64Array(S.frames);
  for (let t = 0, i = 0; t < S.frames; t++) {
    let total = 0;
    let weighted = 0;
    for (let k = 0; k < S.bins; k++, i++) {
      total += S.data[i]!;
      weighted += S.data[i]! * frequencies[k]!;
    }
    centroids[t] = total > 0 ? weighted / total : 0;
  }
  return centroids;
}
