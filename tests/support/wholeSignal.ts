/** Stages of extraction on a whole signal, as librosa has them: the product computes them block by block. */
import { audioLoops, fourierTables } from "../../src/audio/audioLoops.ts";
import { chromaStft as chromaOf } from "../../src/audio/chromaStft.ts";
import { HOP_LENGTH } from "../../src/audio/defaults.ts";
import { estimateTuning, piptrack } from "../../src/audio/estimateTuning.ts";
import { hann, windowSumSquare } from "../../src/audio/hann.ts";
import { type ComplexSpectrogram, magnitude, type Spectrogram } from "../../src/audio/spectrogram.ts";

/**
 * Median-filtering harmonic/percussive source separation, like librosa's `decompose.hpss` with its defaults: running medians over 31
 * frames (what is steady in time is harmonic) and over 31 bins (what is broad in frequency is percussive), then soft masks of power 2.
 * The two parts add up to `D`.
 *
 * Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010.
 *
 * @param D a spectrogram of `stft`, of at least 16 bins
 */
export function hpss(D: ComplexSpectrogram): { harmonic: ComplexSpectrogram; percussive: ComplexSpectrogram } {
  const { frames, bins } = D;
  const count = frames * bins;
  const loops = audioLoops();
  const S = loops.place(magnitude(D).data);
  const mask = loops.allocate(4 * count);
  const percussive = loops.allocate(4 * count);
  const work = loops.allocate(32 * (Math.max(frames, bins) + 64));
  loops.run.medianTime(S, frames, bins, 0, frames, work, mask);
  loops.run.medianFrequency(S, frames, bins, work, percussive);
  loops.run.softMask(mask, percussive, count);
  const weights = loops.float32(mask, count);
  const part = (values: Float32Array, weight: (i: number) => number): Float32Array =>
    values.map((value, i) => value * weight(i));
  const harmonicWeight = (i: number): number => weights[i]!;
  const percussiveWeight = (i: number): number => 1 - weights[i]!;
  return {
    harmonic: { re: part(D.re, harmonicWeight), im: part(D.im, harmonicWeight), frames, bins },
    percussive: { re: part(D.re, percussiveWeight), im: part(D.im, percussiveWeight), frames, bins },
  };
}

/** Below this the windows' sum counts as zero: the smallest normal float32, as in librosa. */
const TINY = 1.1754943508222875e-38;

/**
 * Inverse short-time Fourier transform, like librosa's `istft` of centred frames: overlap-add under a Hann window, divided by the
 * windows' sum of squares.
 *
 * @param D a spectrogram of `stft`, with the same hop length
 * @returns (frames - 1) * hopLength samples: the input of `stft`, minus the incomplete last hop
 */
export function istft(D: ComplexSpectrogram, options: { readonly hopLength?: number } = {}): Float32Array {
  const { hopLength = HOP_LENGTH } = options;
  const nFft = 2 * (D.bins - 1);
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

/** Chromagram, like librosa's `chroma_stft(S=S ** 2)`; the tuning is estimated unless it is given. */
export function chromaStft(S: Spectrogram, tuning = estimateTuning(piptrack(S))): Spectrogram {
  const loops = audioLoops();
  return chromaOf(loops, loops.place(S.data), S, tuning);
}
