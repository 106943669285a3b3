import { Matrix } from "ml-matrix";
import { solveLower } from "../../src/dataset/replica/lowerTriangle.ts";
import type { RandomStream } from "../../src/dataset/replica/randomStream.ts";
import { covariance, lowerFactor, type Rows, weightedMean } from "./matrixRows.ts";

/** A fitted style; see `Style` of the model. */
export interface FittedStyle {
  readonly weight: number;
  readonly mean: Float64Array;
  readonly factor: Float64Array;
}

export interface FittedStyles {
  readonly styles: readonly FittedStyle[];
  /** The most likely style of each artist. */
  readonly styleOf: readonly number[];
}

export interface StyleOptions {
  /** The number of styles of a genre. */
  readonly styles: number;
  /** How many tracks' worth of the whole genre's covariance is mixed into that of each style. */
  readonly shrinkage: number;
  readonly steps: number;
}

/**
 * The correlation of an artist's tracks within a style, about as `fitArtists` finds it. So n tracks of an artist tell as much of the style as
 * n / (1 + (n - 1) * LIKENESS) tracks of as many artists: some artists have two hundred.
 */
const LIKENESS = 0.22;

/**
 * Fits a Gaussian mixture by expectation maximisation (Dempster, Laird and Rubin, 1977) in which all tracks of an artist have the
 * artist's style: how well a style fits an artist is the mean log likelihood over the artist's tracks.
 * @param rows normal scores, one row a track
 * @param artist the artist of each row, numbered from 0
 */
export function fitStyles(
  rows: Rows,
  artist: readonly number[],
  random: RandomStream,
  { styles: count, shrinkage, steps }: StyleOptions,
): FittedStyles {
  const artists = Math.max(...artist) + 1;
  const sizes = new Float64Array(artists);
  for (const a of artist) sizes[a]!++;
  const counts = artist.map((a) => 1 / (1 + (sizes[a]! - 1) * LIKENESS));
  const all = counts.reduce((sum, weight) => sum + weight, 0);
  const whole = covariance(rows, counts);
  const centres = Array.from({ length: artists }, (_, a) => weightedMean(rows.filter((_, row) => artist[row] === a)));
  const worths = sizes.map((size) => size / (1 + (size - 1) * LIKENESS));
  let belongs = startingStyles(centres, worths, count, random);

  let styles: FittedStyle[] = [];
  for (let step = 0; step < steps; step++) {
    styles = Array.from({ length: count }, (_, k) => {
      const weights = artist.map((a, row) => counts[row]! * belongs[a]![k]!);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const mean = weightedMean(rows, weights);
      const own = covariance(rows, weights, mean);
      const mixed = Matrix.add(own.mul(total), Matrix.mul(whole, shrinkage)).div(total + shrinkage);
      return { weight: total / all, mean, factor: lowerFactor(mixed) };
    });
    const logs = centres.map(() => Float64Array.from(styles, ({ weight }) => Math.log(weight)));
    rows.forEach((row, r) => {
      const a = artist[r]!;
      styles.forEach((style, k) => (logs[a]![k]! += logDensity(style, row) / sizes[a]!));
    });
    belongs = logs.map(softmax);
  }
  return { styles, styleOf: belongs.map((row) => row.indexOf(Math.max(...row))) };
}

/** The row in the style's own coordinates, where the style is a standard normal distribution. */
export function inStyle({ mean, factor }: FittedStyle, row: Float64Array): Float64Array {
  return solveLower(
    factor,
    row.map((value, i) => value - mean[i]!),
  );
}

/** The log density at a row, up to a constant. */
function logDensity(style: FittedStyle, row: Float64Array): number {
  let sum = 0;
  for (const value of inStyle(style, row)) sum -= value * value * 0.5;
  for (let i = 0; i < row.length; i++) sum -= Math.log(style.factor[(i * (i + 3)) / 2]!);
  return sum;
}

function softmax(logs: Float64Array): Float64Array {
  const largest = Math.max(...logs);
  const shares = logs.map((log) => Math.exp(log - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

const K_MEANS_STEPS = 25;
const K_MEANS_RUNS = 4;

/** The best of a few runs of k-means over the artists' centres; assigns each artist one style with certainty. */
function startingStyles(centres: Rows, sizes: Float64Array, count: number, random: RandomStream): Float64Array[] {
  let best: { spread: number; styleOf: number[] } | undefined;
  for (let run = 0; run < K_MEANS_RUNS; run++) {
    let means = seeds(centres, sizes, count, random);
    let styleOf: number[] = [];
    let spread = 0;
    for (let step = 0; step < K_MEANS_STEPS; step++) {
      const nearest = centres.map((centre) => nearestOf(means, centre));
      styleOf = nearest.map(({ index }) => index);
      spread = nearest.reduce((sum, { distance }, a) => sum + distance * sizes[a]!, 0);
      means = means.map((mean, k) => {
        const weights = sizes.map((size, a) => (styleOf[a] === k ? size : 0));
        return weights.some((weight) => weight > 0) ? weightedMean(centres, weights) : mean;
      });
    }
    if (!best || spread < best.spread) best = { spread, styleOf };
  }
  return best!.styleOf.map((style) => Float64Array.from({ length: count }, (_, k) => (k === style ? 1 : 0)));
}

/**
 * Centres far from each other: each is drawn with probability proportional to its squared distance from the previous ones (k-means++,
 * Arthur and Vassilvitskii, 2007).
 */
function seeds(centres: Rows, sizes: Float64Array, count: number, random: RandomStream): Float64Array[] {
  const means = [centres[random.pick([...sizes])]!];
  while (means.length < count) {
    means.push(centres[random.pick(centres.map((centre, a) => nearestOf(means, centre).distance * sizes[a]!))]!);
  }
  return means;
}

function nearestOf(means: Rows, row: Float64Array): { index: number; distance: number } {
  let nearest = { index: 0, distance: Infinity };
  means.forEach((mean, index) => {
    let distance = 0;
    for (let i = 0; i < row.length; i++) distance += (row[i]! - mean[i]!) ** 2;
    if (distance < nearest.distance) nearest = { index, distance };
  });
  return nearest;
}
