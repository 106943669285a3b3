import { multiplyLower } from "./lowerTriangle.ts";
import type { RandomStream } from "./randomStream.ts";
import type { ReplicaModel } from "./replicaModel.ts";

/** A tempo is estimated from the lag between beats, a whole number of frames: 22,050 samples per second, 512 samples per frame. */
const FRAMES_PER_MINUTE = (60 * 22_050) / 512;

/** Beats per minute for a lag in frames. */
export function tempoOfLag(lag: number): number {
  return FRAMES_PER_MINUTE / lag;
}

/** The whole lag nearest to a tempo. */
export function lagOfTempo(tempo: number): number {
  return Math.max(1, Math.round(FRAMES_PER_MINUTE / tempo));
}

/** A track's descriptors, all lists in the order of `segments.descriptors`. */
export interface TrackDescriptors {
  /** Mean and variance over the whole clip. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** The share of the variance that lies between segments. */
  readonly share: Float64Array;
  /** The standard deviation over segments of the logarithm of their variance. */
  readonly spread: Float64Array;
  /** Beats per minute. */
  readonly tempo: number;
}

/** The segments of a track; lists of descriptors are row-major. Valid until the next draw. */
export interface DrawnSegments {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly tempo: Float64Array;
}

/**
 * The largest possible value of a descriptor at 22,050 samples per second. Descriptors without a bound are absent; all of these are
 * positive.
 */
const LARGEST: Readonly<Record<string, number>> = {
  chroma_stft: 1,
  rms: 1,
  spectral_centroid: 11_025,
  spectral_bandwidth: 11_025,
  rolloff: 11_025,
  zero_crossing_rate: 1,
};

/** How close to its bounds a segment may come, as a share of the distance from the clip's mean. */
const NEAREST = 0.95;

/**
 * Draws the segments of tracks so that they agree with the clip: the mean of the segments' means is the clip's mean, and the clip's
 * variance is the mean of the segments' variances plus the variance of their means.
 */
export function segmentDrawer(
  { segments, tempo }: ReplicaModel,
  random: RandomStream,
): (track: TrackDescriptors, count: number) => DrawnSegments {
  const { descriptors } = segments;
  const size = descriptors.length;
  const deviations = deviationDrawer(segments, random);
  const largest = descriptors.map((name) => LARGEST[name] ?? Infinity);
  const lags = Object.keys(tempo.lags).map(Number);
  const frequencies = Object.values(tempo.lags);
  let drawn = emptySegments(0, size);
  let weights = new Float64Array(0);

  return ({ mean, variance, share, spread, tempo: own }, count) => {
    const rows = deviations(count);
    if (drawn.tempo.length !== count) {
      drawn = emptySegments(count, size);
      weights = new Float64Array(count);
    }
    const { means, variances, tempo: tempi } = drawn;
    for (let s = 0; s < count; s++) {
      tempi[s] = random.uniform() < tempo.kept ? own : tempoOfLag(lags[random.pick(frequencies)]!);
    }
    for (let i = 0; i < size; i++) {
      const wanted = count > 1 ? Math.sqrt(share[i]! * variance[i]!) : 0;
      const deviation = wanted * roomFor(rows, i, 2 * size, wanted, mean[i]!, largest[i]!);
      const within = variance[i]! - deviation * deviation;
      let total = 0;
      for (let s = 0; s < count; s++) {
        weights[s] = Math.exp(spread[i]! * rows[s * 2 * size + size + i]!);
        total += weights[s]!;
      }
      for (let s = 0; s < count; s++) {
        means[s * size + i] = mean[i]! + deviation * rows[s * 2 * size + i]!;
        variances[s * size + i] = (within * weights[s]! * count) / total;
      }
    }
    return drawn;
  };
}

function emptySegments(count: number, size: number): DrawnSegments {
  return {
    means: new Float64Array(count * size),
    variances: new Float64Array(count * size),
    tempo: new Float64Array(count),
  };
}

/**
 * The factor, at most 1, by which a column's deviations must shrink to keep every segment between 0 and the largest value (Infinity: of
 * any size and sign).
 */
function roomFor(
  rows: Float64Array,
  column: number,
  width: number,
  deviation: number,
  mean: number,
  largest: number,
): number {
  if (largest === Infinity) return 1;
  let room = 1;
  for (let i = column; i < rows.length; i += width) {
    const step = deviation * rows[i]!;
    const way = NEAREST * (step < 0 ? mean : largest - mean);
    if (Math.abs(step) > way) room = Math.min(room, way / Math.abs(step));
  }
  return room;
}

/** The largest value of a feature, or Infinity: `chroma_stft_mean` 1. */
export function largestMean(feature: string): number {
  return LARGEST[feature.replace(/_mean$/, "")] ?? Infinity;
}

/**
 * Draws how much a track's segments deviate from their mean: first in the descriptors' means, then in the logarithms of their
 * variances. Segments x 2 descriptors, row-major, each column with mean 0 and variance 1 (all 0 for a single segment); valid until the
 * next draw.
 *
 * A track varies in only a few ways: it may get louder and brighter at once, or denser and darker. Each way is drawn from the
 * correlations over all tracks, and how far the segments go along it is drawn segment by segment, with neighbours alike.
 */
export function deviationDrawer(
  { descriptors, factor, ways, serial }: ReplicaModel["segments"],
  random: RandomStream,
): (count: number) => Float64Array {
  const width = 2 * descriptors.length;
  const triangle = Float64Array.from(factor);
  const fresh = Math.sqrt(1 - serial * serial);
  const noise = new Float64Array(width);
  const way = new Float64Array(width);
  let rows = new Float64Array(0);

  return (count) => {
    const size = count * width;
    if (rows.length === size) rows.fill(0);
    else rows = new Float64Array(size);
    for (let w = 0; w < ways; w++) {
      for (let i = 0; i < width; i++) noise[i] = random.normal();
      multiplyLower(triangle, noise, way);
      let along = random.normal();
      for (let first = 0; first < size; first += width) {
        for (let i = 0; i < width; i++) rows[first + i]! += along * way[i]!;
        along = serial * along + fresh * random.normal();
      }
    }
    standardise(rows, width);
    return rows;
  };
}

/** Scales each column to mean 0 and (population) variance 1; a single row becomes 0. */
function standardise(rows: Float64Array, width: number): void {
  const count = rows.length / width;
  for (let column = 0; column < width; column++) {
    let sum = 0;
    for (let i = column; i < rows.length; i += width) sum += rows[i]!;
    const mean = sum / count;
    let squares = 0;
    for (let i = column; i < rows.length; i += width) squares += (rows[i]! - mean) ** 2;
    const scale = count > 1 ? 1 / Math.sqrt(squares / count) : 0;
    for (let i = column; i < rows.length; i += width) rows[i] = (rows[i]! - mean) * scale;
  }
}
