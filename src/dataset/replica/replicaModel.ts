import { TableError } from "../tableError.ts";
import type { QuantileCurve } from "./quantileCurve.ts";

/** A style of a genre: one bell of the Gaussian mixture, over the normal scores of the core features. */
export interface Style {
  /** Share of the genre's tracks that have this style. */
  readonly weight: number;
  /** The mean, one number a core feature. */
  readonly mean: readonly number[];
  /** Cholesky factor of the covariance: the lower triangle, row by row. */
  readonly factor: readonly number[];
}

export interface GenreModel {
  readonly name: string;
  readonly styles: readonly Style[];
  /** How many artists have 1, 2, 3 ... tracks. */
  readonly artistSizes: readonly number[];
}

/** Statistics of music from which tracks and their segments can be drawn; data/README.md explains them in words. */
export interface ReplicaModel {
  readonly schemaVersion: 1;
  /** What the file is, for who opens it. */
  readonly about: string;
  /** How much was measured. */
  readonly fittedTo: { readonly tracks: number; readonly clips: number; readonly segments: number };
  /** Features known of many tracks. */
  readonly core: readonly string[];
  /** What is known of few clips only: the other features, then `share:` and `spread:` of each descriptor. */
  readonly details: readonly string[];
  /** The distribution of each core feature and detail. */
  readonly curves: Readonly<Record<string, QuantileCurve>>;
  readonly genres: readonly GenreModel[];
  /** How much of a style's variance lies between tracks of one artist. */
  readonly artists: {
    /** Eigenvalues and eigenvectors (row by row) of the covariance within artists, where the style's own is the identity. */
    readonly within: readonly number[];
    readonly directions: readonly number[];
    /** By how much it is larger or smaller for single artists: equally frequent factors around 1. */
    readonly factors: readonly number[];
  };
  /** Normal scores of the details: intercept + slopes x core + factor x noise. */
  readonly detailModel: {
    readonly intercept: readonly number[];
    /** One row a detail. */
    readonly slopes: readonly number[];
    /** Cholesky factor of the covariance that the core features leave unexplained, lower triangle. */
    readonly factor: readonly number[];
  };
  /** How the segments of a track differ from each other. */
  readonly segments: {
    /** Descriptors, each with a mean and a variance. */
    readonly descriptors: readonly string[];
    /** Cholesky factor of the correlations of means and logarithms of variances within tracks, lower triangle. */
    readonly factor: readonly number[];
    /** In how many ways a track moves: its own correlations scatter around those above as those of so many draws. */
    readonly ways: number;
    /** Correlation of neighbouring segments. */
    readonly serial: number;
  };
  /** The tempo of segments: the track's own in `kept` of them, else a lag (in frames of 512 samples) with these frequencies. */
  readonly tempo: { readonly kept: number; readonly lags: Readonly<Record<string, number>> };
}

/** The detail that says which share of a descriptor's variance in a clip lies between its segments. */
export const shareOf = (descriptor: string): string => `share:${descriptor}`;
/** The detail that says how much the variance itself differs between segments: standard deviation of its logarithm. */
export const spreadOf = (descriptor: string): string => `spread:${descriptor}`;

/**
 * Reads a model from JSON and checks that it fits together.
 * @throws TableError where it does not
 */
export function parseReplicaModel(path: string, text: string): ReplicaModel {
  let model: ReplicaModel;
  try {
    model = JSON.parse(text) as ReplicaModel;
  } catch (error) {
    throw new TableError({ path }, `is no JSON (${(error as Error).message}); fetch the file again`);
  }
  const problem = problemOf(model);
  if (problem !== undefined) throw new TableError({ path }, `${problem}; make it again with npm run replica:fit`);
  return model;
}

function problemOf(model: Partial<ReplicaModel> | null): string | undefined {
  if (model?.schemaVersion !== 1) return "is no replica of version 1";
  try {
    return brokenPart(model);
  } catch (error) {
    if (error instanceof TypeError) return "parts of the replica are missing";
    throw error;
  }
}

/** @throws TypeError where a part is not there at all */
function brokenPart(model: Partial<ReplicaModel>): string | undefined {
  const { core, details, curves, genres, artists, detailModel, segments, tempo } = model as ReplicaModel;
  if (![core, details, genres].every(Array.isArray) || !curves || !artists || !detailModel || !segments || !tempo) {
    return "parts of the replica are missing";
  }
  const triangle = (size: number): number => (size * (size + 1)) / 2;
  const lists: [name: string, numbers: readonly number[], length?: number][] = [
    ["artists.within", artists.within, core.length],
    ["artists.directions", artists.directions, core.length ** 2],
    ["artists.factors", artists.factors],
    ["detailModel.intercept", detailModel.intercept, details.length],
    ["detailModel.slopes", detailModel.slopes, details.length * core.length],
    ["detailModel.factor", detailModel.factor, triangle(details.length)],
    ["segments.factor", segments.factor, triangle(2 * segments.descriptors.length)],
    ["segments.ways and segments.serial", [segments.ways, segments.serial]],
    ["tempo.kept", [tempo.kept]],
    ["tempo.lags", Object.values(tempo.lags)],
    ...[...core, ...details].map((name): [string, readonly number[]] => [`curves.${name}`, curves[name]?.values ?? []]),
    ...genres.flatMap(({ name, styles, artistSizes }): [string, readonly number[], number?][] => [
      [`genres.${name}.artistSizes`, artistSizes],
      ...styles.flatMap(({ weight, mean, factor }): [string, readonly number[], number][] => [
        [`genres.${name}.weight`, [weight], 1],
        [`genres.${name}.mean`, mean, core.length],
        [`genres.${name}.factor`, factor, triangle(core.length)],
      ]),
    ]),
  ];
  const broken = lists.find(
    ([, numbers, length = numbers.length]) =>
      numbers.length !== length || numbers.length === 0 || !numbers.every(Number.isFinite),
  );
  return broken && `${broken[0]} is not what it should be`;
}
