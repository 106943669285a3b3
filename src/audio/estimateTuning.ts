import { median } from "../ground/index.ts";
import type { Peaks } from "./piptrack.ts";

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
