import { SAMPLE_RATE } from "./defaults.ts";
import { fftFrequencies, type Spectrogram } from "./spectrogram.ts";

/**
 * Power in mel bands, like librosa's `melspectrogram(S=S ** 2)`.
 * @param S magnitudes, frames x bins
 * @param options `nMels`: the number of bands, default 128
 * @returns power, frames x nMels
 * @example
 * import { load, magnitude, melSpectrogram, powerToDb, stft } from "../src/audio/index.ts";
 * const mel = melSpectrogram(magnitude(stft(await load("song.wav"))), { nMels: 64 });
 * mel.bins; // => 64
 * powerToDb(mel).frames; // => 173
 */
export function melSpectrogram(
  S: Spectrogram,
  options: { readonly sampleRate?: number; readonly nMels?: number } = {},
): Spectrogram {
  const { sampleRate = SAMPLE_RATE, nMels = 128 } = options;
  const filters = melFilters(sampleRate, S.bins, nMels);
  const data = new Float32Array(S.frames * nMels);
  const power = new Float32Array(S.bins);
  for (let t = 0; t < S.frames; t++) {
    const row = t * S.bins;
    for (let k = 0; k < S.bins; k++) power[k] = S.data[row + k]! * S.data[row + k]!;
    for (let band = 0; band < nMels; band++) {
      const { first, weights } = filters[band]!;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!;
      data[t * nMels + band] = sum;
    }
  }
  return { data, frames: S.frames, bins: nMels };
}

const HZ_PER_MEL = 200 / 3;
const LOG_BEGIN_HZ = 1000;
const LOG_BEGIN_MEL = LOG_BEGIN_HZ / HZ_PER_MEL;
const LOG_STEP = Math.log(6.4) / 27;

/**
 * Hz to mel on Slaney's scale: linear to 1 kHz, logarithmic above (Auditory Toolbox, 1998).
 * @example
 * import { hzToMel } from "../src/audio/index.ts";
 * hzToMel(1000); // => 15.0
 */
export function hzToMel(hz: number): number {
  return hz < LOG_BEGIN_HZ ? hz / HZ_PER_MEL : LOG_BEGIN_MEL + Math.log(hz / LOG_BEGIN_HZ) / LOG_STEP;
}

/**
 * Mel on Slaney's scale to Hz.
 * @example
 * import { melToHz } from "../src/audio/index.ts";
 * melToHz(3); // => 200
 */
export function melToHz(mel: number): number {
  return mel < LOG_BEGIN_MEL ? mel * HZ_PER_MEL : LOG_BEGIN_HZ * Math.exp(LOG_STEP * (mel - LOG_BEGIN_MEL));
}

/** A triangular filter: `weights[i]` belongs to bin `first + i`; all other bins have weight zero. */
export interface MelFilter {
  readonly first: number;
  readonly weights: Float32Array;
}

/** The last filters computed: an analysis needs the same ones for every signal. */
let latest: { readonly key: string; readonly filters: readonly MelFilter[] } | undefined;

/** The triangular filters of librosa's `filters.mel`: `count` bands from 0 Hz to half the sample rate, each of area 1. */
export function melFilters(sampleRate: number, bins: number, count: number): readonly MelFilter[] {
  const key = `${sampleRate} ${bins} ${count}`;
  if (latest?.key !== key) latest = { key, filters: makeFilters(sampleRate, bins, count) };
  return latest.filters;
}

function makeFilters(sampleRate: number, bins: number, count: number): MelFilter[] {
  const frequencies = fftFrequencies(sampleRate, bins);
  const top = hzToMel(sampleRate / 2);
  const edges = Array.from({ length: count + 2 }, (_, i) => melToHz((i * top) / (count + 1)));
  return Array.from({ length: count }, (_, i) => {
    const [lower, centre, upper] = edges.slice(i, i + 3) as [number, number, number];
    const weightAt = (hz: number): number =>
      Math.max(0, Math.min((hz - lower) / (centre - lower), (upper - hz) / (upper - centre)));
    const all = frequencies.map((hz) => (weightAt(hz) * 2) / (upper - lower));
    const first = Math.max(
      0,
      all.findIndex((weight) => weight > 0),
    );
    let end = first;
    while (end < bins && all[end]! > 0) end++;
    return { first, weights: Float32Array.from(all.subarray(first, end)) };
  });
}

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
