import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import { pad } from "./pad.ts";

/** Samples closer to zero than this count as zero, and zero as positive. */
const THRESHOLD = 1e-10;

/**
 * The share of samples in each centred frame at which the sign changes, like librosa's `zero_crossing_rate`.
 * @returns 0 to 1, one value per frame
 */
export function zeroCrossingRate(
  y: Float32Array,
  options: { readonly frameLength?: number; readonly hopLength?: number } = {},
): Float64Array {
  const { frameLength = N_FFT, hopLength = HOP_LENGTH } = options;
  const padded = pad(y, frameLength / 2, "edge");
  const crossings = new Uint32Array(padded.length);
  let negative = padded[0]! < -THRESHOLD;
  for (let i = 1; i < padded.length; i++) {
    const nowNegative = padded[i]! < -THRESHOLD;
    crossings[i] = crossings[i - 1]! + (nowNegative === negative ? 0 : 1);
    negative = nowNegative;
  }
  const frames = 1 + Math.floor(y.length / hopLength);
  return Float64Array.from({ length: frames }, (_, t) => {
    const begin = t * hopLength;
    return (crossings[begin + frameLength - 1]! - crossings[begin]!) / frameLength;
  });
}
