import { HOP_LENGTH } from "./defaults.ts";
import { hann } from "./hann.ts";
import { audioLoops, fourierTables } from "./audioLoops.ts";
import type { ComplexSpectrogram } from "./spectrogram.ts";
import { checkFrames } from "./stft.ts";
import { windowSumSquare } from "./windowSumSquare.ts";

/** Below this the windows' sum counts as zero: the smallest normal float32, as in librosa. */
const TINY = 1.1754943508222875e-38;

/**
 * Inverse short-time Fourier transform, like librosa's `istft` of centred frames: overlap-add under a Hann window, divided by the
 * windows' sum of squares.
 *
 * @param D a spectrogram of `stft`, with the same hop length
 * @returns (frames - 1) * hopLength samples: the input of `stft`, minus the incomplete last hop
 * @throws RangeError if the number of bins is not 1 + a power of two
 */
export function istft(D: ComplexSpectrogram, options: { readonly hopLength?: number } = {}): Float32Array {
  const { hopLength = HOP_LENGTH } = options;
  const nFft = 2 * (D.bins - 1);
  checkFrames(nFft, hopLength);
  const loops = audioLoops();
  const { window, twiddles, positions, work } = fourierTables(loops, nFft);
  const re = loops.place(D.re);
  const im = loops.place(D.im);
  const length = (D.frames - 1) * hopLength + nFft;
  const signal = loops.allocate(4 * length);
  loops.float32(signal, length).fill(0);
  loops.run.istft(re, im, D.frames, nFft, hopLength, window, twiddles, positions, work, signal);
  const y = loops.float32(signal, length).slice(nFft / 2, length - nFft / 2);
  const sums = windowSumSquare(hann(nFft), hopLength, D.frames, nFft / 2, nFft / 2 + y.length);
  for (let i = 0; i < y.length; i++) if (sums[i]! > TINY) y[i] = y[i]! / sums[i]!;
  return y;
}
