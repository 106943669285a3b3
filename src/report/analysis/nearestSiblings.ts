import { permutation } from "../../dataset/permutation.ts";
import type { FeatureTable } from "../../dataset/featureTable.ts";
import { StandardScaler } from "../../models/standardScaler.ts";

/** How the nearest other row of each row relates to it. */
export interface NearestSiblings {
  /** How many rows were asked. */
  readonly rows: number;
  /** The share of them whose nearest other row is of the same track. */
  readonly sameTrack: number;
  /** The share of them whose nearest row of another track is of the same genre. */
  readonly sameGenre: number;
}

/**
 * How segments of a track cling together: for rows drawn at random, whether the nearest other row (in standardised features) is of the
 * same track, and whether the nearest row of any other track is at least of the same genre.
 * @param options.queries how many rows are drawn at most
 */
export function nearestSiblings(
  { X, track, label }: Pick<FeatureTable, "X" | "track" | "label">,
  { queries = 1_000, seed = 0 }: { readonly queries?: number; readonly seed?: number } = {},
): NearestSiblings {
  const { rows, columns } = X;
  const { data } = new StandardScaler().fit(X).transform(X);
  const drawn = permutation(rows, seed).slice(0, queries);
  let sameTrack = 0;
  let sameGenre = 0;
  for (const query of drawn) {
    let sibling = Infinity;
    let stranger = Infinity;
    let strangerRow = -1;
    for (let row = 0; row < rows; row++) {
      if (row === query) continue;
      let distance = 0;
      for (let i = query * columns, j = row * columns; j < (row + 1) * columns; i++, j++) {
        distance += (data[i]! - data[j]!) ** 2;
      }
      if (track[row] === track[query]) sibling = Math.min(sibling, distance);
      else if (distance < stranger) {
        stranger = distance;
        strangerRow = row;
      }
    }
    if (sibling < stranger) sameTrack++;
    if (strangerRow >= 0 && label[strangerRow] === label[query]) sameGenre++;
  }
  return { rows: drawn.length, sameTrack: sameTrack / drawn.length, sameGenre: sameGenre / drawn.length };
}
