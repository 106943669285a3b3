import { multiplyLower } from "./lowerTriangle.ts";
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
  /** Standard deviation over segments of the logarithm of their variance. */
  readonly spread: Float64Array;
  /** Beats a minute. */
  readonly tempo: number;
}

/** What a segment has: means, then variances, of the descriptors, and its tempo. */
export interface DrawnSegment {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly tempo: number;
}

/** The largest value that a descriptor can have at 22,050 samples a second; those without a bound are absent, all here are positive. */
const LARGEST: Readonly<Record<string, number>> = {
  chroma_stft: 1,
  rms: 1,
  spectral_centroid: 11_025,
  spectral_bandwidth: 11_025,
  rolloff: 11_025,
  zero_crossing_rate: 1,
};

/** How near to its bounds a segment may come, as a share of the way from the clip's mean. */
const NEAREST = 0.95;

/**
 * Draws the segments of tracks so that they fit the clip: the mean of the segments' means is the clip's mean, and the clip's
 * variance is the mean of the segments' variances plus the variance of their means.
 */
export function segmentDrawer(
  { segments: { descriptors, factor, serial }, tempo }: ReplicaModel,
  random: RandomStream,
): (track: TrackDescriptors, count: number) => DrawnSegment[] {
  const size = descriptors.length;
  const triangle = Float64Array.from(factor);
  const fresh = Math.sqrt(1 - serial * serial);
  const lags = Object.keys(tempo.lags).map(Number);
  const frequencies = Object.values(tempo.lags);

  /** Standardised deviations of the segments: of the means, then of the logarithms of the variances. Segments x 2 descriptors. */
  const deviations = (count: number): Float64Array[] => {
    const noise = new Float64Array(2 * size);
    const rows: Float64Array[] = [];
    for (let s = 0; s < count; s++) {
      for (let i = 0; i < noise.length; i++) noise[i] = random.normal();
      const row = new Float64Array(2 * size);
      multiplyLower(triangle, noise, row);
      const previous = rows[s - 1];
      if (previous) for (let i = 0; i < row.length; i++) row[i] = serial * previous[i]! + fresh * row[i]!;
      rows.push(row);
    }
    for (let i = 0; i < 2 * size; i++) standardise(rows, i);
    return rows;
  };

  return ({ mean, variance, share, spread, tempo: own }, count) => {
    const rows = deviations(count);
    const drawn = rows.map(() => ({
      means: new Float64Array(size),
      variances: new Float64Array(size),
      tempo: random.uniform() < tempo.kept ? own : tempoOfLag(lags[random.pick(frequencies)]!),
    }));
    for (let i = 0; i < size; i++) {
      const wanted = count > 1 ? Math.sqrt(share[i]! * variance[i]!) : 0;
      const deviation = wanted * roomFor(rows, i, wanted, mean[i]!, LARGEST[descriptors[i]!]);
      const within = variance[i]! - deviation * deviation;
      const weights = rows.map((row) => Math.exp(spread[i]! * row[size + i]!));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      drawn.forEach((segment, s) => {
        segment.means[i] = mean[i]! + deviation * rows[s]![i]!;
        segment.variances[i] = (within * weights[s]! * count) / total;
      });
    }
    return drawn;
  };
}

/** Gives a column mean 0 and (population) variance 1; of a single row it leaves 0. */
function standardise(rows: readonly Float64Array[], column: number): void {
  let sum = 0;
  for (const row of rows) sum += row[column]!;
  const mean = sum / rows.length;
  let squares = 0;
  for (const row of rows) squares += (row[column]! - mean) ** 2;
  const scale = rows.length > 1 ? 1 / Math.sqrt(squares / rows.length) : 0;
  for (const row of rows) row[column] = (row[column]! - mean) * scale;
}

/** By which factor, 1 or less, deviations must shrink for every segment to stay between 0 and the largest value. */
function roomFor(
  rows: readonly Float64Array[],
  column: number,
  deviation: number,
  mean: number,
  largest: number | undefined,
): number {
  if (largest === undefined) return 1;
  let room = 1;
  for (const row of rows) {
    const step = deviation * row[column]!;
    const way = NEAREST * (step < 0 ? mean : largest - mean);
    if (Math.abs(step) > way) room = Math.min(room, way / Math.abs(step));
  }
  return room;
}

/** The largest value of a feature, or Infinity: `chroma_stft_mean` 1. */
export function largestMean(feature: string): number {
  return LARGEST[feature.replace(/_mean$/, "")] ?? Infinity;
}
