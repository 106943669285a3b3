import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import { pad } from "./pad.ts";

/**
 * Root-mean-square level of each centred frame, like librosa's `rms` of a signal continued by reflection.
 * @param y the signal, full scale 1
 * @returns one value per frame, in the unit of the signal
 */
export function rms(y: Float32Array): Float64Array {
  const padded = pad(y, N_FFT / 2, "reflect");
  const frames = 1 + Math.floor(y.length / HOP_LENGTH);
  // The energy up to where each frame begins, and up to its end.
  const before = new Float64Array(frames);
  const levels = new Float64Array(frames);
  let energy = 0;
  for (let i = 0, begun = 0, ended = 0; ended < frames; i++) {
    if (begun < frames && i === begun * HOP_LENGTH) before[begun++] = energy;
    if (i === ended * HOP_LENGTH + N_FFT) {
      levels[ended] = Math.sqrt(Math.max(0, energy - before[ended]!) / N_FFT);
      ended++;
    }
    energy += padded[i]! * padded[i]!;
  }
  return levels;
}
