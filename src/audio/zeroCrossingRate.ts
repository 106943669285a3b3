import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import { pad } from "./pad.ts";

/** Samples closer to zero than this count as zero, and zero as positive. */
const THRESHOLD = 1e-10;

/**
 * The share of samples in each centred frame at which the sign changes, like librosa's `zero_crossing_rate`.
 * @returns 0 to 1, one value per frame
 */
export function zeroCrossingRate(y: Float32Array): Float64Array {
  const padded = pad(y, N_FFT / 2, "edge");
  const frames = 1 + Math.floor(y.length / HOP_LENGTH);
  // The crossings up to each frame's first sample, and up to its last.
  const before = new Float64Array(frames);
  const rates = new Float64Array(frames);
  let crossings = 0;
  let negative = padded[0]! < -THRESHOLD;
  for (let i = 0, begun = 0, ended = 0; ended < frames; i++) {
    const nowNegative = padded[i]! < -THRESHOLD;
    if (nowNegative !== negative) crossings++;
    negative = nowNegative;
    if (begun < frames && i === begun * HOP_LENGTH) before[begun++] = crossings;
    if (i === ended * HOP_LENGTH + N_FFT - 1) {
      rates[ended] = (crossings - before[ended]!) / N_FFT;
      ended++;
    }
  }
  return rates;
}
