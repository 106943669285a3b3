import { TableError } from "../tableError.ts";
import type { QuantileCurve } from "./quantileCurve.ts";

/** A style within a genre: one component of the Gaussian mixture over the core features' normal scores. */
export interface Style {
  /** The share of the genre's tracks that have this style. */
  readonly weight: number;
  /** The mean, one number per core feature. */
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

/** How far an artist's tracks spread around the artist's place, and how far that lies from the middle of the style: variances. */
export interface ArtistKind {
  readonly spread: number;
  readonly place: number;
}

/** Statistics of music from which tracks and their segments can be drawn; data/README.md explains them in words. */
export interface ReplicaModel {
  readonly schemaVersion: 2;
  /** What the file is, for who opens it. */
  readonly about: string;
  /** How much was measured. */
  readonly fittedTo: { readonly tracks: number; readonly clips: number; readonly segments: number };
  /** Features known for many tracks. */
  readonly core: readonly string[];
  /** What is known for few clips only: the other features, then `share:` and `spread:` of each descriptor. */
  readonly details: readonly string[];
  /** The distribution of each core feature and detail. */
  readonly curves: Readonly<Record<string, QuantileCurve>>;
  readonly genres: readonly GenreModel[];
  /** The share of artists that have a style of any genre rather than of their own. */
  readonly strays: number;
  /** How an artist's tracks vary where the style's covariance is the identity. */
  readonly artists: {
    /** Eigenvectors (row by row) of the covariance within artists. */
    readonly directions: readonly number[];
    /** The variances along them, of an artist's tracks and of the places of artists, each 1 in the mean. */
    readonly within: readonly number[];
    readonly between: readonly number[];
    /** Some tracks lie further from their artist's place: standard deviation of the logarithm of a factor of the spread. */
    readonly oddness: number;
    /** Artists with at most so many tracks are of the first list of kinds, others of the second. */
    readonly few: number;
    /** Equally frequent kinds of artists. */
    readonly kinds: readonly [readonly ArtistKind[], readonly ArtistKind[]];
  };
  /** Normal scores of the details: intercept + slopes x core + factor x noise. */
  readonly detailModel: {
    readonly intercept: readonly number[];
    /** One row per detail. */
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
    /** In how many ways a track moves: the fewer, the nearer are some of its segments to each other. */
    readonly ways: number;
    /** The correlation of neighbouring segments. */
    readonly serial: number;
  };
  /** The tempo of segments: the track's own in `kept` of them, otherwise a lag (in frames of 512 samples) with these frequencies. */
  readonly tempo: { readonly kept: number; readonly lags: Readonly<Record<string, number>> };
}

/** The detail for the share of a descriptor's variance in a clip that lies between its segments. */
export const shareOf = (descriptor: string): string => `share:${descriptor}`;
/** The detail for how much the variance itself differs between segments: the standard deviation of its logarithm. */
export const spreadOf = (descriptor: string): string => `spread:${descriptor}`;

/**
 * Reads a model from JSON and checks that it is consistent.
 * @throws TableError if it is not
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
  if (model?.schemaVersion !== 2) return "is no replica of version 2";
  try {
    return brokenPart(model);
  } catch (error) {
    if (error instanceof TypeError) return "parts of the replica are missing";
    throw error;
  }
}

/** @throws TypeError if a part is missing altogether */
function brokenPart(model: Partial<ReplicaModel>): string | undefined {
  const { core, details, curves, genres, strays, artists, detailModel, segments, tempo } = model as ReplicaModel;
  if (![core, details, genres].every(Array.isArray) || !curves || !artists || !detailModel || !segments || !tempo) {
    return "parts of the replica are missing";
  }
  const triangle = (size: number): number => (size * (size + 1)) / 2;
  const lists: [name: string, numbers: readonly number[], length?: number][] = [
    ["artists.within", artists.within, core.length],
    ["artists.directions", artists.directions, core.length ** 2],
    ["artists.between", artists.between, core.length],
    ["strays", [strays]],
    ["artists.oddness and artists.few", [artists.oddness, artists.few]],
    ...artists.kinds.map((kinds): [string, readonly number[]] => [
      "artists.kinds",
      kinds.flatMap(({ spread, place }) => [spread, place]),
    ]),
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
