import type { Spectrogram } from "./spectrogram.ts";

/**
 * Mel-frequency cepstral coefficients, like librosa's `mfcc(S=mel)`: the orthonormal cosine transform (type 2) of each frame of a mel
 * spectrogram in decibels.
 * @param mel decibels, frames x bands: `powerToDb(melSpectrogram(S))`
 * @param options `nMfcc`: the number of coefficients, default 20
 * @returns frames x nMfcc
 */
export function mfcc(mel: Spectrogram, options: { readonly nMfcc?: number } = {}): Spectrogram {
  const { nMfcc = 20 } = options;
  const { frames, bins } = mel;
  const basis = basisOf(nMfcc, bins);
  const data = new Float32Array(frames * nMfcc);
  for (let t = 0; t < frames; t++) {
    for (let c = 0; c < nMfcc; c++) {
      let sum = 0;
      for (let k = 0; k < bins; k++) sum += basis[c * bins + k]! * mel.data[t * bins + k]!;
      data[t * nMfcc + c] = sum;
    }
  }
  return { data, frames, bins: nMfcc };
}

let latest: { readonly nMfcc: number; readonly bins: number; readonly basis: Float64Array } | undefined;

/** The cosines of the transform, nMfcc x bins. */
function basisOf(nMfcc: number, bins: number): Float64Array {
  if (latest?.nMfcc !== nMfcc || latest.bins !== bins) {
    const basis = Float64Array.from({ length: nMfcc * bins }, (_, i) => {
      const coefficient = Math.floor(i / bins);
      const angle = (Math.PI * coefficient * (2 * (i % bins) + 1)) / (2 * bins);
      return Math.cos(angle) * Math.sqrt((coefficient === 0 ? 1 : 2) / bins);
    });
    latest = { nMfcc, bins, basis };
  }
  return latest.basis;
}
