import { type FeatureTable, groupsOf, type SplitUnit } from "../../dataset/index.ts";
import type { Label } from "../../models/index.ts";

/** A model's result on each row of a test part. All lists have one entry per row. */
export interface TestOutcome {
  readonly actual: readonly Label[];
  readonly predicted: readonly Label[];
  /** Each row's track, or whatever else is resampled as a whole. */
  readonly track: readonly unknown[];
  /** What the split kept together. */
  readonly by: SplitUnit;
}

/**
 * The group each row is resampled with when an interval is estimated: its artist if artists are known, otherwise its track. However
 * rows were split, an artist's rows tend to be right or wrong together.
 * @example
 * import { resampledWith } from "../src/study/common/index.ts";
 * resampledWith({ path: "songs.csv", track: ["1", "1", "2"], artist: ["Nina", "Nina", null] }); // => ["artist Nina", "artist Nina", "track 2"]
 */
export function resampledWith(table: Pick<FeatureTable, "path" | "track" | "artist">): string[] {
  return groupsOf(table, table.artist ? "artist" : "track");
}
