import { SAMPLE_RATE } from "./defaults.ts";
import { fftFrequencies, type Spectrogram } from "./spectrogram.ts";

/**
 * The mean frequency of each frame, weighted by magnitude, like librosa's `spectral_centroid`.
 * @param S magnitudes, frames x bins
 * @returns Hz, one value per frame; 0 for a silent frame
 */
export function spectralCentroid(S: Spectrogram): Float64Array {
  const frequencies = fftFrequencies(SAMPLE_RATE, S.bins);
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

/**
 * The spread of each frame around its centroid: the root of the mean squared distance, weighted by magnitude, like librosa's
 * `spectral_bandwidth`.
 * @param S magnitudes, frames x bins
 * @param centroid the frames' centroids in Hz, if they are already known
 * @returns Hz, one value per frame; 0 for a silent frame
 */
export function spectralBandwidth(S: Spectrogram, centroid = spectralCentroid(S)): Float64Array {
  const frequencies = fftFrequencies(SAMPLE_RATE, S.bins);
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

/**
 * The frequency below which 85 % of each frame's magnitude lies, like librosa's `spectral_rolloff`. Sums are rounded to float32 one by
 * one, as in librosa: near the threshold the last digits decide which bin it is.
 * @param S magnitudes, frames x bins
 * @returns Hz, one value per frame; 0 for a silent frame
 */
export function spectralRolloff(S: Spectrogram): Float64Array {
  const frequencies = fftFrequencies(SAMPLE_RATE, S.bins);
  const cumulative = new Float32Array(S.bins);
  const rolloffs = new Float64Array(S.frames);
  for (let t = 0, i = 0; t < S.frames; t++) {
    let sum = 0;
    for (let k = 0; k < S.bins; k++, i++) cumulative[k] = sum = Math.fround(sum + S.data[i]!);
    const threshold = Math.fround(Math.fround(0.85) * sum);
    let k = 0;
    while (cumulative[k]! < threshold) k++;
    rolloffs[t] = frequencies[k]!;
  }
  return rolloffs;
}
