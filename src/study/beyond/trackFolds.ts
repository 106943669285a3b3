import { type FeatureTable, groupsOf } from "../../dataset/index.ts";
import { type Fold, kFold } from "../../models/index.ts";
import type { GroupUnit } from "./trackScore.ts";

const FOLDS = 5;
/** Smaller tables are cross-validated several times: the fold a track falls into matters much there. */
const STEADY_TRACKS = 1000;
const MOST_REPEATS = 2;

/** How often a table with this many tracks is cross-validated. */
export function repeatsFor(tracks: number): number {
  return Math.max(1, Math.min(MOST_REPEATS, Math.floor(STEADY_TRACKS / tracks)));
}

/** What can be kept apart in a table: always tracks, and artists if known. */
export function groupUnits({ artist }: Pick<FeatureTable, "artist">): readonly GroupUnit[] {
  return artist ? ["track", "artist"] : ["track"];
}

/**
 * Divides a table's tracks (one row each) into five folds, stratified by genre, with all of an artist's tracks in one fold if asked
 * for. Repeats this for a small table.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { trackFolds } from "../src/study/beyond/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const [folds] = trackFolds(clips!, "artist", 1);
 * const { train, test } = folds![0]!;
 * const trained = new Set(Array.from(train, (row) => clips!.artist![row]));
 * test.filter((row) => trained.has(clips!.artist![row])).length; // => 0
 */
export function trackFolds(tracks: FeatureTable, by: GroupUnit, seed: number): Fold[][] {
  const groups = groupsOf(tracks, by);
  const folds = Math.min(FOLDS, new Set(groups).size);
  return Array.from({ length: repeatsFor(tracks.X.rows) }, (_, repeat) =>
    kFold(tracks.X.rows, { folds, seed: (seed + Math.imul(repeat, 0x9e3779b1)) | 0, stratify: tracks.label, groups }),
  );
}

/** A fold of tracks, translated to the rows of another table of the same tracks. */
export function rowsOfFold(fold: Fold, tracks: FeatureTable, table: FeatureTable): Fold {
  const tested = new Set(Array.from(fold.test, (row) => tracks.track[row]!));
  const rows = [...table.track.keys()];
  const isTest = (row: number): boolean => tested.has(table.track[row]!);
  return {
    train: Uint32Array.from(rows.filter((row) => !isTest(row))),
    test: Uint32Array.from(rows.filter(isTest)),
  };
}
