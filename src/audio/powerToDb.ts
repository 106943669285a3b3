import type { Spectrogram } from "./spectrogram.ts";

/**
 * Power to decibels, 10 log10, like librosa's `power_to_db` with reference 1.
 * @param options `amin`: the smallest power, to which lower ones are raised, default 1e-10; `topDb`: how far below the loudest value
 * the rest may lie, default 80
 * @returns decibels relative to a power of 1, frames x bins
 * @example
 * import { powerToDb } from "../src/audio/index.ts";
 * powerToDb({ data: Float32Array.of(1, 0.01, 0), frames: 3, bins: 1 }).data; // => [0, -20, -80]
 */
export function powerToDb(
  S: Spectrogram,
  options: { readonly amin?: number; readonly topDb?: number } = {},
): Spectrogram {
  const { amin = 1e-10, topDb = 80 } = options;
  const data = new Float32Array(S.data.length);
  let most = -Infinity;
  for (let i = 0; i < data.length; i++) {
    data[i] = 10 * Math.log10(Math.max(amin, S.data[i]!));
    if (data[i]! > most) most = data[i]!;
  }
  const floor = Math.fround(most - topDb);
  for (let i = 0; i < data.length; i++) if (data[i]! < floor) data[i] = floor;
  return { data, frames: S.frames, bins: S.bins };
}
