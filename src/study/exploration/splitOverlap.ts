import { type FeatureTable, reportSplit, type SplitUnit } from "../../dataset/index.ts";

/** The parts of the report's split, and what test and training part have in common. */
export interface SplitOverlap {
  readonly by: SplitUnit;
  readonly rows: { readonly holdout: number; readonly train: number; readonly test: number };
  readonly tracks: { readonly holdout: number; readonly train: number; readonly test: number };
  /** How many of the test part's tracks are in the training part as well. */
  readonly sharedTracks: number;
  /** The share of test rows whose track is in the training part as well. */
  readonly leakedRows: number;
}

/**
 * Splits as the report does, 10 % held out and 75/25 of the rest, and counts the tracks on both sides.
 * @example
 * import { splitOverlap } from "../src/study/exploration/index.ts";
 * const track = Array.from({ length: 100 }, (_, row) => String(Math.floor(row / 10)));
 * splitOverlap({ path: "songs.csv", track }, { by: "row", seed: 1 }).leakedRows; // => 1
 * splitOverlap({ path: "songs.csv", track }, { by: "track", seed: 1 }).leakedRows; // => 0
 */
export function splitOverlap(
  table: Pick<FeatureTable, "path" | "track" | "artist">,
  options: { readonly by: SplitUnit; readonly seed: number },
): SplitOverlap {
  const parts = reportSplit(table, options);
  const tracksOf = (rows: Uint32Array): Set<string> => new Set(Array.from(rows, (row) => table.track[row]!));
  const [holdout, train, test] = [parts.holdout, parts.train, parts.test].map(tracksOf) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  return {
    by: options.by,
    rows: { holdout: parts.holdout.length, train: parts.train.length, test: parts.test.length },
    tracks: { holdout: holdout.size, train: train.size, test: test.size },
    sharedTracks: [...test].filter((track) => train.has(track)).length,
    leakedRows: parts.test.filter((row) => train.has(table.track[row]!)).length / parts.test.length,
  };
}
