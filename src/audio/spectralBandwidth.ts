import { SAMPLE_RATE } from "./defaults.ts";
import { fftFrequencies } from "./fftFrequencies.ts";
import { spectralCentroid } from "./spectralCentroid.ts";
import type { Spectrogram } from "./spectrogram.ts";

/**
 * The spread of each frame around its centroid: the root of the mean squared distance, weighted by magnitude, like librosa's
 * `spectral_bandwidth`.
 * @param S magnitudes, frames x bins
 * @param options `centroid`: the frames' centroids in Hz, if they are already known
 * @returns Hz, one value per frame; 0 for a silent frame
 */
export function spectralBandwidth(
  S: Spectrogram,
  options: { readonly sampleRate?: number; readonly centroid?: Float64Array } = {},
): Float64Array {
  const { sampleRate = SAMPLE_RATE, centroid = spectralCentroid(S, { sampleRate }) } = options;
  const frequencies = fftFrequencies(sampleRate, S.bins);
  const bandwidths = new Float64Array(S.frames);
  for (let t = 0, i = 0; t < S.frames; t++) {
    const centre = centroid[t]!;
    let total = 0;
    let spread = 0;
    for (let k = 0; k < S.bins; k++, i++) {
      const distance = frequencies[k]! - centre;
      total += S.data[i]!;
      spread += S.data[i]! * distance * distance;
    }
    bandwidths[t] = total > 0 ? Math.sqrt(spread / total) : 0;
  }
  return bandwidths;
}
