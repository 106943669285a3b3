import { deviationDrawer } from "./drawDeviations.ts";
import type { RandomStream } from "./randomStream.ts";
import type { ReplicaModel } from "./replicaModel.ts";
import { tempoOfLag } from "./tempoLag.ts";

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
