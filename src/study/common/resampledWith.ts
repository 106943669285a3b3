import { type FeatureTable, groupsOf } from "../../dataset/index.ts";

/**
 * What each row of a table is drawn with when an interval draws rows again: its artist where artists are known, else its track. However
 * rows were split, those of an artist are right or wrong together more often than not.
 * @example
 * import { resampledWith } from "../src/study/common/index.ts";
 * resampledWith({ path: "songs.csv", track: ["1", "1", "2"], artist: ["Nina", "Nina", null] }); // => ["artist Nina", "artist Nina", "track 2"]
 */
export function resampledWith(table: Pick<FeatureTable, "path" | "track" | "artist">): string[] {
  return groupsOf(table, table.artist ? "artist" : "track");
}
