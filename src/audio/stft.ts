import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import { audioLoops, fourierTables } from "./audioLoops.ts";
import { pad } from "./pad.ts";
import type { ComplexSpectrogram } from "./spectrogram.ts";

export interface StftOptions {
  /** Samples in a frame: a power of two from 8 to 65,536. Default 2048. */
  readonly nFft?: number;
  /** Samples between the starts of adjacent frames. Default 512. */
  readonly hopLength?: number;
  /** How the signal is continued for the frames at its ends. Default `reflect`, librosa's before 0.10. */
  readonly padMode?: "reflect" | "constant";
}

/**
 * Short-time Fourier transform, like librosa's `stft`: frames centred on multiples of `hopLength`, a Hann window, computed in float64
 * and rounded to float32.
 *
 * @param y the signal, at least one sample
 * @returns 1 + floor(samples / hopLength) frames of 1 + nFft / 2 bins
 * @throws RangeError for an empty signal or unsupported frame settings
 * @example
 * import { progression, stft } from "../src/audio/index.ts";
 * const { frames, bins } = stft(progression(4), { nFft: 1024, hopLength: 256 });
 * [frames, bins]; // => [345, 513]
 */
export function stft(y: Float32Array, options: StftOptions = {}): ComplexSpectrogram {
  const { nFft = N_FFT, hopLength = HOP_LENGTH, padMode = "reflect" } = options;
  if (!Number.isInteger(Math.log2(nFft)) || nFft < 8 || nFft > 65536) {
    throw new RangeError(`nFft must be a power of two from 8 to 65536, not ${nFft}`);
  }
  if (!Number.isInteger(hopLength) || hopLength < 1) {
    throw new RangeError(`hopLength must be a positive integer, not ${hopLength}`);
  }
  const frames = 1 + Math.floor(y.length / hopLength);
  const bins = 1 + nFft / 2;
  const loops = audioLoops();
  const { window, twiddles, positions, work } = fourierTables(loops, nFft);
  const signal = loops.place(pad(y, nFft / 2, padMode));
  const [re, im, magnitude] = [0, 0, 0].map(() => loops.allocate(4 * frames * bins)) as [number, number, number];
  loops.run.stft(signal, frames, nFft, hopLength, window, twiddles, positions, work, re, im, magnitude);
  return {
    re: loops.float32(re, frames * bins).slice(),
    im: loops.float32(im, frames * bins).slice(),
    frames,
    bins,
  };
}
