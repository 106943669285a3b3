import { EigenvalueDecomposition, type Matrix, Matrix as Dense } from "ml-matrix";
import type { ReplicaModel } from "../../src/dataset/replica/replicaModel.ts";
import { covariance, type Rows } from "./matrixRows.ts";

/** Artists with fewer tracks say too little about their own spread. */
const FEWEST_TRACKS = 4;
const FACTORS = 21;

/**
 * How one artist's tracks vary, relative to the whole style's variance of 1: their pooled covariance, and how much more or less single
 * artists vary.
 * @param artists the tracks of each artist in their style's coordinates
 */
export function fitArtists(artists: readonly Rows[]): ReplicaModel["artists"] {
  const several = artists.filter((rows) => rows.length > 1);
  const width = several[0]?.[0]?.length;
  if (width === undefined)
    throw new RangeError("no artist has two tracks, so that it can't be said how alike theirs are");
  let freedom = 0;
  let pooled: Matrix = Dense.zeros(width, width);
  const spreads: number[] = [];
  for (const rows of several) {
    const own = covariance(rows).mul(rows.length);
    pooled = pooled.add(own);
    freedom += rows.length - 1;
    if (rows.length >= FEWEST_TRACKS) spreads.push(Math.log(own.trace() / width / (rows.length - 1)));
  }
  pooled.div(freedom);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(pooled, { assumeSymmetric: true });
  return {
    within: realEigenvalues,
    directions: eigenvectorMatrix.to1DArray(),
    factors: equallyFrequentFactors(spreads, pooled.trace() / width),
  };
}

/** Quantiles of the artists' spreads relative to the pooled one. */
function equallyFrequentFactors(logSpreads: readonly number[], pooled: number): number[] {
  if (logSpreads.length === 0) return [1];
  const sorted = [...logSpreads].sort((a, b) => a - b);
  return Array.from({ length: FACTORS }, (_, i) => {
    const place = ((i + 0.5) / FACTORS) * sorted.length - 0.5;
    const left = Math.min(Math.max(Math.floor(place), 0), sorted.length - 1);
    const right = Math.min(left + 1, sorted.length - 1);
    const log = sorted[left]! + (Math.max(place, 0) - left) * (sorted[right]! - sorted[left]!);
    return Math.exp(log) / pooled;
  });
}
