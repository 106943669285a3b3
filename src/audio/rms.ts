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
  const energy = new Float64Array(padded.length + 1);
  for (let i = 0; i < padded.length; i++) energy[i + 1] = energy[i]! + padded[i]! * padded[i]!;
  const frames = 1 + Math.floor(y.length / hopLength);
  return Float64Array.from({ length: frames }, (_, t) => {
    const begin = t * hopLength;
    return Math.sqrt(Math.max(0, energy[begin + frameLength]! - energy[begin]!) / frameLength);
  });
}
