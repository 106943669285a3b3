/**
 * A matrix over time and frequency, frame-major: bin `k` of frame `t` is `data[t * bins + k]`, so that a frame is one slice. (librosa's
 * arrays are the transpose, bins x frames.)
 */
export interface Spectrogram {
  readonly data: Float32Array;
  readonly frames: number;
  readonly bins: number;
}

/** A complex spectrogram: real and imaginary parts, each frame-major as in `Spectrogram`. */
export interface ComplexSpectrogram {
  readonly re: Float32Array;
  readonly im: Float32Array;
  readonly frames: number;
  readonly bins: number;
}

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

/** The centre frequencies in Hz of the `bins` bins of a spectrogram: 0 to half the sample rate. */
export function fftFrequencies(sampleRate: number, bins: number): Float64Array {
  const width = sampleRate / (2 * (bins - 1));
  return Float64Array.from({ length: bins }, (_, k) => k * width);
}
