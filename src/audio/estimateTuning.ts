import { median } from "../ground/index.ts";
import { SAMPLE_RATE } from "./defaults.ts";
import type { Spectrogram } from "./spectrogram.ts";

/** Spectral peaks: their frequencies in Hz and their heights, in frame order. */
export interface Peaks {
  readonly pitches: number[];
  readonly magnitudes: number[];
}

const LOWEST_HZ = 150;
const HIGHEST_HZ = 4000;
/** Peaks below this share of their frame's largest value don't count. */
const THRESHOLD = 0.1;

/**
 * The spectral peaks of each frame from 150 to 4000 Hz, placed by parabolic interpolation, like librosa's `piptrack` of the power
 * spectrogram. Every step is rounded to float32 as in librosa, because `estimateTuning` counts the peaks in bins of a hundredth.
 * @param S magnitudes, frames x bins
 * @param peaks to which the peaks are added
 */
export function piptrack(S: Spectrogram, peaks: Peaks = { pitches: [], magnitudes: [] }): Peaks {
  const { bins } = S;
  const binWidth = SAMPLE_RATE / (2 * (bins - 1));
  const first = Math.max(1, Math.ceil(LOWEST_HZ / binWidth));
  const end = Math.min(bins - 1, Math.ceil(HIGHEST_HZ / binWidth));
  const power = new Float32Array(bins);
  for (let t = 0; t < S.frames; t++) {
    let most = 0;
    for (let k = 0; k < bins; k++) {
      const value = Math.fround(S.data[t * bins + k]! ** 2);
      power[k] = value;
      if (value > most) most = value;
    }
    const reference = Math.fround(Math.fround(THRESHOLD) * most);
    for (let k = first; k < end; k++) {
      const here = power[k]!;
      if (here <= reference) continue;
      const before = power[k - 1]!;
      const after = power[k + 1]!;
      // A neighbour below the reference counts as 0, so it never hides a peak.
      if (here <= (before > reference ? before : 0) || here < (after > reference ? after : 0)) continue;
      const curvature = after + before - 2 * here;
      const slope = (after - before) / 2;
      const shift = Math.abs(slope) >= Math.abs(curvature) ? 0 : Math.fround(-slope / curvature);
      const pitch = Math.fround((k + shift) * binWidth);
      if (pitch <= 0) continue;
      const average = Math.fround(Math.fround(after - before) / 2);
      peaks.pitches.push(pitch);
      peaks.magnitudes.push(Math.fround(here + Math.fround(Math.fround(0.5 * average) * shift)));
    }
  }
  return peaks;
}

/** Bins of the histogram of deviations: hundredths of a chroma bin. */
const RESOLUTION = 100;

/**
 * How far a recording's tuning is from A440, like librosa's `estimate_tuning`: the most common deviation from the nearest semitone,
 * among peaks at least as high as the median peak.
 * @param peaks of `piptrack`
 * @returns in semitones, -0.5 to 0.49; 0 if there are no peaks
 */
export function estimateTuning({ pitches, magnitudes }: Peaks): number {
  if (pitches.length === 0) return 0;
  const threshold = Math.fround(median(Float32Array.from(magnitudes)));
  const counts = new Uint32Array(RESOLUTION);
  for (let i = 0; i < pitches.length; i++) {
    if (magnitudes[i]! < threshold) continue;
    const semitones = Math.fround(12 * Math.fround(Math.log2(Math.fround(pitches[i]! / 27.5))));
    const fraction = Math.fround(semitones - Math.floor(semitones));
    const deviation = fraction >= 0.5 ? Math.fround(fraction - 1) : fraction;
    counts[binOf(deviation)]!++;
  }
  let best = 0;
  for (let bin = 1; bin < RESOLUTION; bin++) if (counts[bin]! > counts[best]!) best = bin;
  return edge(best);
}

/** The lower edge of a bin, rounded as in numpy's `linspace(-0.5, 0.5, 101)`. */
function edge(bin: number): number {
  return bin * (1 / RESOLUTION) - 0.5;
}

function binOf(deviation: number): number {
  let bin = Math.min(RESOLUTION - 1, Math.floor((deviation + 0.5) * RESOLUTION));
  if (deviation < edge(bin)) bin--;
  else if (bin + 1 < RESOLUTION && deviation >= edge(bin + 1)) bin++;
  return bin;
}
