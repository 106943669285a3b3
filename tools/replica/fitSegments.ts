import { Matrix } from "ml-matrix";
import type { ReplicaModel } from "../../src/dataset/replica/replicaModel.ts";
import { deviationDrawer, lagOfTempo } from "../../src/dataset/replica/drawSegments.ts";
import type { RandomStream } from "../../src/dataset/replica/randomStream.ts";
import { lowerFactor, mean, type Rows } from "./matrixRows.ts";
import { shrunkenCorrelation } from "./shrunkenCorrelation.ts";

/** Measurements of one track's segments, in order; each list follows `descriptors`. */
export interface MeasuredTrack {
  readonly means: Rows;
  readonly variances: Rows;
  readonly tempo: readonly number[];
  readonly clipTempo: number;
}

/** How segments differ: correlations of their deviations, how much neighbours share, and in how many ways a track varies. */
export function fitSegments(
  descriptors: readonly string[],
  tracks: readonly MeasuredTrack[],
  random: RandomStream,
): ReplicaModel["segments"] {
  const rows = tracks.map(({ means, variances }) =>
    means.map((row, s) => Float64Array.from([...row, ...variances[s]!.map(Math.log)])),
  );
  const deviations = rows.map(standardised);
  const factor = lowerFactor(new Matrix(shrunkenCorrelation(deviations.flat())));
  const counts = new Set(deviations.map((track) => track.length));
  if (counts.size !== 1) throw new RangeError("tracks have different numbers of segments; expected equally many");
  let products = 0;
  let squares = 0;
  for (const track of deviations) {
    track.forEach((row, s) =>
      row.forEach((value, i) => {
        squares += value * value;
        products += value * (track[s + 1]?.[i] ?? 0);
      }),
    );
  }
  const count = [...counts][0]!;
  const model = { descriptors, factor: Array.from(factor), serial: serialCorrelation(products / squares, count) };
  // Seen in the means, which models are trained on.
  const nearnessOfMeans = (rows: Rows): number => nearness(rows.map((row) => row.subarray(0, descriptors.length)));
  const observed = mean(deviations.map(nearnessOfMeans));
  const misfit = (ways: number): number => {
    const draw = deviationDrawer({ ...model, ways }, random);
    return Math.abs(mean(Array.from({ length: TRIALS }, () => nearnessOfMeans(rowsOf(draw(count), count)))) - observed);
  };
  const misfits = Array.from({ length: MOST_WAYS }, (_, i) => misfit(i + 1));
  return { ...model, ways: 1 + misfits.indexOf(Math.min(...misfits)) };
}

function rowsOf(matrix: Float64Array, count: number): Rows {
  const width = matrix.length / count;
  return Array.from({ length: count }, (_, row) => matrix.slice(row * width, (row + 1) * width));
}

const MOST_WAYS = 24;
const TRIALS = 400;

/** How near the next segment of the same track lies: the mean logarithm of the squared distance. Nearest neighbours live on that. */
function nearness(rows: Rows): number {
  return mean(
    rows.map((row) => {
      const distances = rows.map((other) =>
        other === row ? Infinity : other.reduce((sum, value, i) => sum + (value - row[i]!) ** 2, 0),
      );
      return Math.log(Math.min(...distances));
    }),
  );
}

/** Standardises each column to mean 0 and variance 1 over the track. */
function standardised(rows: Rows): Float64Array[] {
  const out = rows.map((row) => new Float64Array(row.length));
  for (let i = 0; i < rows[0]!.length; i++) {
    const mean = rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length;
    const deviation = Math.sqrt(rows.reduce((sum, row) => sum + (row[i]! - mean) ** 2, 0) / rows.length);
    rows.forEach((row, s) => (out[s]![i] = deviation > 0 ? (row[i]! - mean) / deviation : 0));
  }
  return out;
}

/**
 * The correlation of neighbours before each track's own mean was subtracted, which makes it look smaller.
 * @param ratio sum of products of neighbours over sum of squares, as observed
 */
function serialCorrelation(ratio: number, count: number): number {
  const expected = (serial: number): number => {
    const at = (i: number, j: number): number => serial ** Math.abs(i - j);
    const places = Array.from({ length: count }, (_, i) => i);
    const rowMean = places.map((i) => places.reduce((sum, j) => sum + at(i, j), 0) / count);
    const mean = rowMean.reduce((sum, value) => sum + value, 0) / count;
    const centred = (i: number, j: number): number => at(i, j) - rowMean[i]! - rowMean[j]! + mean;
    const products = places.slice(1).reduce((sum, i) => sum + centred(i - 1, i), 0);
    return products / places.reduce((sum, i) => sum + centred(i, i), 0);
  };
  let [low, high] = [0, 0.99];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (expected(middle) < ratio) low = middle;
    else high = middle;
  }
  return low;
}

/** How often segments have their clip's tempo, and which lags they have otherwise. */
export function fitTempo(tracks: readonly MeasuredTrack[]): ReplicaModel["tempo"] {
  const lags: Record<string, number> = {};
  let kept = 0;
  let rows = 0;
  for (const { tempo, clipTempo } of tracks) {
    for (const value of tempo) {
      rows++;
      const lag = lagOfTempo(value);
      if (lag === lagOfTempo(clipTempo)) kept++;
      else lags[lag] = (lags[lag] ?? 0) + 1;
    }
  }
  return { kept: kept / rows, lags };
}
