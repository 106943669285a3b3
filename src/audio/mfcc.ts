import type { Spectrogram } from "./spectrogram.ts";

const COEFFICIENTS = 20;

/**
 * Mel-frequency cepstral coefficients, like librosa's `mfcc(S=mel)`: the orthonormal cosine transform (type 2) of each frame of a mel
 * spectrogram in decibels.
 * @param mel decibels, frames x bands: `powerToDb(melSpectrogram(S))`
 * @returns frames x 20
 */
export function mfcc(mel: Spectrogram): Spectrogram {
  const { frames, bins } = mel;
  const basis = basisOf(bins);
  const data = new Float32Array(frames * COEFFICIENTS);
  for (let t = 0; t < frames; t++) {
    for (let c = 0; c < COEFFICIENTS; c++) {
      let sum = 0;
      for (let k = 0; k < bins; k++) sum += basis[c * bins + k]! * mel.data[t * bins + k]!;
      data[t * COEFFICIENTS + c] = sum;
    }
  }
  return { data, frames, bins: COEFFICIENTS };
}

let latest: { readonly bins: number; readonly basis: Float64Array } | undefined;

/** The cosines of the transform, 20 x bins. */
function basisOf(bins: number): Float64Array {
  if (latest?.bins !== bins) {
    const basis = Float64Array.from({ length: COEFFICIENTS * bins }, (_, i) => {
      const coefficient = Math.floor(i / bins);
      const angle = (Math.PI * coefficient * (2 * (i % bins) + 1)) / (2 * bins);
      return Math.cos(angle) * Math.sqrt((coefficient === 0 ? 1 : 2) / bins);
    });
    latest = { bins, basis };
  }
  return latest.basis;
}
