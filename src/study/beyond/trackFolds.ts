import { type FeatureTable, groupsOf } from "../../dataset/index.ts";
import { type Fold, kFold } from "../../models/index.ts";
import type { GroupUnit } from "./trackScore.ts";

const FOLDS = 5;
/** Small tables are cut several times: where a track falls matters much there. */
const STEADY_TRACKS = 1000;
const MOST_REPEATS = 2;

/** How often a table of so many tracks is cut into folds anew. */
export function repeatsFor(tracks: number): number {
  return Math.max(1, Math.min(MOST_REPEATS, Math.floor(STEADY_TRACKS / tracks)));
}

/** What is kept apart of the tracks of a table: tracks always, artists where known. */
export function groupUnits({ artist }: Pick<FeatureTable, "artist">): readonly GroupUnit[] {
  return artist ? ["track", "artist"] : ["track"];
}

/**
 * Cuts the tracks of a table (one row each) into five folds, genres stratified, all tracks of an artist in one fold where that is asked for;
 * a small table several times.
 */
export function trackFolds(tracks: FeatureTable, by: GroupUnit, seed: number): Fold[][] {
  const groups = groupsOf(tracks, by);
  const folds = Math.min(FOLDS, new Set(groups).size);
  return Array.from({ length: repeatsFor(tracks.X.rows) }, (_, repeat) =>
    kFold(tracks.X.rows, { folds, seed: (seed + Math.imul(repeat, 0x9e3779b1)) | 0, stratify: tracks.label, groups }),
  );
}

/** The rows of another table of the same tracks that belong to a fold of tracks. */
export function rowsOfFold(fold: Fold, tracks: FeatureTable, table: FeatureTable): Fold {
  const tested = new Set(Array.from(fold.test, (row) => tracks.track[row]!));
  const rows = [...table.track.keys()];
  const isTest = (row: number): boolean => tested.has(table.track[row]!);
  return {
    train: Uint32Array.from(rows.filter((row) => !isTest(row))),
    test: Uint32Array.from(rows.filter(isTest)),
  };
}
