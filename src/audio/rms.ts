import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import { pad } from "./pad.ts";

/**
 * Root-mean-square level of each centred frame, like librosa's `rms` of a signal continued by reflection.
 * @param y the signal, full scale 1
 * @returns one value per frame, in the unit of the signal
 */
export function rms(
  y: Float32Array,
  options: { readonly frameLength?: number; readonly hopLength?: number } = {},
): Float64Array {
  const { frameLength = N_FFT, hopLength = HOP_LENGTH } = options;
  const padded = pad(y, frameLength / 2, "reflect");
  const frames = 1 + Math.floor(y.length / hopLength);
  // The energy up to where each frame begins, and up to its end.
  const before = new Float64Array(frames);
  const levels = new Float64Array(frames);
  let energy = 0;
  for (let i = 0, begun = 0, ended = 0; ended < frames; i++) {
    if (begun < frames && i === begun * hopLength) before[begun++] = energy;
    if (i === ended * hopLength + frameLength) {
      levels[ended] = Math.sqrt(Math.max(0, energy - before[ended]!) / frameLength);
      ended++;
    }
    energy += padded[i]! * padded[i]!;
  }
  return levels;
}
