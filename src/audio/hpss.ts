import { audioLoops } from "./audioLoops.ts";
import { magnitude } from "./magnitude.ts";
import type { ComplexSpectrogram } from "./spectrogram.ts";

/** The minimum number of bins for the running median over frequency. */
const FEWEST_BINS = 16;

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
  if (bins < FEWEST_BINS) throw new RangeError(`hpss needs at least ${FEWEST_BINS} bins, not ${bins}`);
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
