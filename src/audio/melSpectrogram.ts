import { SAMPLE_RATE } from "./defaults.ts";
import { melFilters } from "./melFilters.ts";
import type { Spectrogram } from "./spectrogram.ts";

/**
 * Power in mel bands, like librosa's `melspectrogram(S=S ** 2)`.
 * @param S magnitudes, frames x bins
 * @param options `nMels`: the number of bands, default 128
 * @returns power, frames x nMels
 * @example
 * import { load, magnitude, melSpectrogram, powerToDb, stft } from "../src/audio/index.ts";
 * const mel = melSpectrogram(magnitude(stft(await load("song.wav"))), { nMels: 64 });
 * mel.bins; // => 64
 * powerToDb(mel).frames; // => 173
 */
export function melSpectrogram(
  S: Spectrogram,
  options: { readonly sampleRate?: number; readonly nMels?: number } = {},
): Spectrogram {
  const { sampleRate = SAMPLE_RATE, nMels = 128 } = options;
  const filters = melFilters(sampleRate, S.bins, nMels);
  const data = new Float32Array(S.frames * nMels);
  const power = new Float32Array(S.bins);
  for (let t = 0; t < S.frames; t++) {
    const row = t * S.bins;
    for (let k = 0; k < S.bins; k++) power[k] = S.data[row + k]! * S.data[row + k]!;
    for (let band = 0; band < nMels; band++) {
      const { first, weights } = filters[band]!;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!;
      data[t * nMels + band] = sum;
    }
  }
  return { data, frames: S.frames, bins: nMels };
}
