import { type FeatureTable, groupsOf } from "../../dataset/index.ts";

/**
 * What each row of a table is drawn with when an interval draws rows again: its artist where artists are known, else its track. However
 * rows were split, those of an artist are right or wrong together more often than not.
 */
export function resampledWith(table: Pick<FeatureTable, "path" | "track" | "artist">): string[] {
  return groupsOf(table, table.artist ? "artist" : "track");
}
