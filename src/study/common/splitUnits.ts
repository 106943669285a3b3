import type { FeatureTable, SplitUnit } from "../../dataset/index.ts";

/**
 * The ways a table can be split. By track only if tracks have several rows: with one row each, random rows are random tracks and
 * nothing can leak. By artist only if artists are known.
 * @example
 * import { splitUnits } from "../src/study/common/index.ts";
 * splitUnits({ track: ["1", "1", "2"], artist: ["Nina", "Nina", null] }); // => ["row", "track", "artist"]
 * splitUnits({ track: ["1", "2", "3"] }); // => ["row"]
 */
export function splitUnits({ track, artist }: Pick<FeatureTable, "track" | "artist">): readonly SplitUnit[] {
  const severalRows = new Set(track).size < track.length;
  return ["row", ...(severalRows ? (["track"] as const) : []), ...(artist ? (["artist"] as const) : [])];
}

/** What charts and tables call each way to split. */
export const SPLIT_NAMES: Readonly<Record<SplitUnit, string>> = {
  row: "random rows",
  track: "by track",
  artist: "by artist",
};

/** The same within a sentence: "right for 90 % on random rows". */
export const ON_SPLIT: Readonly<Record<SplitUnit, string>> = { ...SPLIT_NAMES, row: "on random rows" };
