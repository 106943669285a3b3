import { EigenvalueDecomposition, type Matrix, Matrix as Dense } from "ml-matrix";
import type { ArtistKind, ReplicaModel } from "../../src/dataset/replica/replicaModel.ts";
import { deviation, drawAlike, fitOddness } from "./fitOddness.ts";
import { covariance, mean, type Rows, weightedMean } from "./matrixRows.ts";

/** Artists with fewer tracks say too little about their own spread. */
const FEWEST_TRACKS = 4;
/** Artists of one album or so, whose tracks are more alike, are told from those with more tracks than this. */
const FEW_TRACKS = 6;
const KINDS = 15;

/**
 * How tracks of one artist vary where the whole style's variance is 1: along which directions more and along which less, and how far single
 * artists spread and lie from the middle of their style. Tracks of artists that spread less lie further from it.
 * @param artists the tracks of each artist in their style's coordinates
 * @throws RangeError where no artist has two tracks
 */
export function fitArtists(artists: readonly Rows[]): ReplicaModel["artists"] {
  const several = artists.filter((rows) => rows.length > 1);
  const width = several[0]?.[0]?.length;
  if (width === undefined)
    throw new RangeError("no artist has two tracks, so that it can't be said how alike theirs are");
  let freedom = 0;
  let pooled: Matrix = Dense.zeros(width, width);
  for (const rows of several) {
    pooled = pooled.add(covariance(rows).mul(rows.length));
    freedom += rows.length - 1;
  }
  pooled.div(freedom);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(pooled, { assumeSymmetric: true });
  const within = realEigenvalues.map((value) => (value * width) / pooled.trace());
  const least = Math.min(FEWEST_TRACKS, Math.max(...several.map(({ length }) => length)));
  const telling = several.filter((rows) => rows.length >= least);
  const measured = telling.map((rows) => measure(rows, within, eigenvectorMatrix));
  const between = within.map((_, i) => Math.max(mean(measured.map(({ place }) => place[i]!)), LEAST));
  const oddness = fitOddness(telling, within);
  const alike = drawAlike(telling, within, oddness).map(spreadOf);
  const kindsWhere = (belongs: (tracks: number) => boolean): ArtistKind[] => {
    const own = [...measured.keys()].filter((i) => belongs(measured[i]!.tracks));
    // Where no artist has so many tracks, or so few, all are taken.
    const taken = own.length > 0 ? own : [...measured.keys()];
    return kindsOf(
      taken.map((i) => measured[i]!),
      taken.map((i) => alike[i]!),
    );
  };
  return {
    directions: eigenvectorMatrix.to1DArray(),
    within,
    between: between.map((value) => value / mean(between)),
    oddness,
    few: FEW_TRACKS,
    kinds: [kindsWhere((tracks) => tracks <= FEW_TRACKS), kindsWhere((tracks) => tracks > FEW_TRACKS)],
  };
}

/** Estimates of a variance may come out below 0. */
const LEAST = 0.01;

interface MeasuredArtist {
  readonly tracks: number;
  /** The variance of their tracks, the mean over all directions. */
  readonly spread: number;
  /** The squared distance of their place from the style's middle along each direction, less what the spread alone brings about. */
  readonly place: readonly number[];
}

function measure(rows: Rows, within: readonly number[], directions: Matrix): MeasuredArtist {
  const n = rows.length;
  const centre = weightedMean(rows);
  const spread = spreadOf(rows);
  const along = Dense.rowVector([...centre])
    .mmul(directions)
    .to1DArray();
  return { tracks: n, spread, place: along.map((value, i) => value * value - (spread * within[i]!) / n) };
}

function spreadOf(rows: Rows): number {
  return (covariance(rows).trace() * rows.length) / (rows.length - 1) / rows[0]!.length;
}

/**
 * Equally frequent kinds of artists, from those that spread least to those that spread most.
 * @param alike spreads of as many drawn artists that differ by chance alone: by as much the measured ones would differ without being different
 */
function kindsOf(artists: readonly MeasuredArtist[], alike: readonly number[]): ArtistKind[] {
  const logs = artists.map(({ spread }) => Math.log(spread));
  const [observed, chance] = [deviation(logs), deviation(alike.map(Math.log))];
  const real = observed > chance ? Math.sqrt(1 - (chance / observed) ** 2) : 0;
  const shrunken = logs.map((log) => Math.exp(mean(logs) + real * (log - mean(logs))));
  const scale = mean(artists.map(({ spread }) => spread)) / mean(shrunken);
  const sorted = artists
    .map((artist, i) => ({ ...artist, spread: shrunken[i]! * scale }))
    .sort((a, b) => a.spread - b.spread);
  const count = Math.min(KINDS, sorted.length);
  return Array.from({ length: count }, (_, i) => {
    const own = sorted.slice(Math.floor((i * sorted.length) / count), Math.floor(((i + 1) * sorted.length) / count));
    const sum = (value: (one: MeasuredArtist) => number): number => own.reduce((total, one) => total + value(one), 0);
    const place = sum((one) => one.place.reduce((total, value) => total + value, 0) / one.place.length) / own.length;
    return { spread: sum(({ spread }) => spread) / own.length, place: Math.max(place, LEAST) };
  });
}
