import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import { median } from "../ground/index.ts";
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
