import type { ComplexSpectrogram, Spectrogram } from "./spectrogram.ts";

/**
 * The magnitudes of a complex spectrogram, like numpy's `abs`.
 * @example
 * import { load, magnitude, stft } from "../src/audio/index.ts";
 * const S = magnitude(stft(await load("song.wav")));
 * [S.frames, S.bins]; // => [173, 1025]
 */
export function magnitude({ re, im, frames, bins }: ComplexSpectrogram): Spectrogram {
  const data = new Float32Array(re.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.sqrt(re[i]! * re[i]! + im[i]! * im[i]!);
  return { data, frames, bins };
}
