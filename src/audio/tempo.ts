import { median } from "../ground/index.ts";
import { audioLoops, fourierTables } from "./audioLoops.ts";
import { HOP_LENGTH, N_FFT, SAMPLE_RATE } from "./defaults.ts";
import { hann } from "./hann.ts";
import type { Spectrogram } from "./spectrogram.ts";

/** How the bands' rises are combined: FMA's table used the mean, GTZAN's the median. */
export type Aggregate = "mean" | "median";

/** The rise from one frame to the next is assigned to the later one, whose centre is half a frame on. */
const DELAY = 1 + N_FFT / (2 * HOP_LENGTH);

/**
 * Onset strength, like librosa's `onset_strength`: how much the bands of a mel spectrogram rise from frame to frame.
 * @param mel decibels, frames x bands; librosa computes it from a signal continued with zeros (`stft` with `constant`)
 * @param aggregate over the bands
 * @returns decibels, 0 or more, one value per frame
 */
export function onsetStrength(mel: Spectrogram, aggregate: Aggregate): Float32Array {
  const { data, frames, bins } = mel;
  const envelope = new Float32Array(frames);
  const rises = new Float32Array(bins);
  for (let t = 1; t + DELAY - 1 < frames; t++) {
    let sum = 0;
    for (let k = 0; k < bins; k++) {
      const rise = Math.max(0, Math.fround(data[t * bins + k]! - data[(t - 1) * bins + k]!));
      rises[k] = rise;
      sum += rise;
    }
    envelope[t + DELAY - 1] = aggregate === "mean" ? sum / bins : median(rises);
  }
  return envelope;
}

/** How far the autocorrelation extends. */
const WINDOW_SECONDS = 8;
/** The most likely tempo in beats per minute, and the fastest that is considered. */
const START_BPM = 120;
const FASTEST_BPM = 320;

/**
 * The tempo of a recording, like librosa's `tempo`: the lag at which the onset strength's autocorrelation, over windows of 8 seconds,
 * normalised and averaged, is strongest under a log-normal prior around 120 beats per minute.
 *
 * Ellis, "Beat tracking by dynamic programming", 2007.
 *
 * @param onsets of `onsetStrength`, one value per frame, at least one
 * @returns beats per minute; 117.45 (the lag nearest to 120) for a signal without onsets
 */
export function tempo(onsets: Float32Array): number {
  const length = Math.floor((WINDOW_SECONDS * SAMPLE_RATE) / HOP_LENGTH);
  const correlation = meanAutocorrelation(onsets, length);
  let best = 1;
  let most = -Infinity;
  for (let lag = 1; lag < length; lag++) {
    const bpm = bpmOf(lag);
    if (bpm >= FASTEST_BPM) continue;
    const score = Math.log1p(1e6 * correlation[lag]!) - 0.5 * Math.log2(bpm / START_BPM) ** 2;
    if (score > most) {
      most = score;
      best = lag;
    }
  }
  return bpmOf(best);
}

function bpmOf(lag: number): number {
  return (60 * SAMPLE_RATE) / (HOP_LENGTH * lag);
}

/** The onsets, extended on both sides by half a window over which they fade linearly to zero. */
function withRamps(onsets: Float32Array, width: number): Float64Array {
  const n = onsets.length;
  const padded = new Float64Array(n + 2 * width);
  padded.set(onsets, width);
  for (let i = 0; i < width; i++) {
    padded[i] = Math.fround((onsets[0]! * i) / width);
    padded[n + 2 * width - 1 - i] = Math.fround((onsets[n - 1]! * i) / width);
  }
  return padded;
}

let latest = new Float64Array();

/** The cosines of the multiples of an n-th of a circle. */
function cosinesOf(n: number): Float64Array {
  if (latest.length !== n) latest = Float64Array.from({ length: n }, (_, i) => Math.cos((2 * Math.PI * i) / n));
  return latest;
}

/**
 * The mean over all windows of `length` frames of the autocorrelation divided by its value at lag 0. The mean is taken over the power
 * spectra, so that a single inverse transform is needed.
 */
function meanAutocorrelation(onsets: Float32Array, length: number): Float64Array {
  const n = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const loops = audioLoops();
  // The loop transforms two windows as one complex signal of n values, so the tables are those for 2n real ones.
  const { positions, work } = fourierTables(loops, 2 * n);
  const twiddles = loops.allocate(16 * n);
  loops.run.fillTwiddles(twiddles, n);
  const window = loops.place(hann(length));
  const signal = loops.place(withRamps(onsets, length >> 1));
  const sum = loops.allocate(8 * (n / 2 + 1));
  loops.float64(sum, n / 2 + 1).fill(0);
  loops.run.addNormalisedPower(signal, onsets.length, length, n, window, twiddles, positions, work, sum);

  const power = loops.float64(sum, n / 2 + 1);
  const cosines = cosinesOf(n);
  return Float64Array.from({ length }, (_, lag) => {
    let value = power[0]! + (lag % 2 === 0 ? power[n / 2]! : -power[n / 2]!);
    // The angle's index in the table, modulo n (a power of two).
    for (let k = 1, angle = lag; k < n / 2; k++, angle = (angle + lag) & (n - 1))
      value += 2 * power[k]! * cosines[angle]!;
    return value / n / onsets.length;
  });
}
