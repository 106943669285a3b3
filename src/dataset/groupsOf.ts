import type { FeatureTable } from "./featureTable.ts";

/** What stays together in a split: nothing (as in the report), all rows of a track, or all rows of an artist. */
export type SplitUnit = "row" | "track" | "artist";

/**
 * The group of each row in a split: its track, or its artist. A track whose artist is unknown is a group of its own. Artists and tracks
 * that happen to share a name stay distinct.
 * @throws RangeError if artists are requested and none is known
 * @example
 * import { groupsOf } from "../src/dataset/index.ts";
 * const table = { path: "songs.csv", track: ["1", "1", "2"], artist: ["Nina", "Nina", null] };
 * groupsOf(table, "track"); // => ["1", "1", "2"]
 * groupsOf(table, "artist"); // => ["artist Nina", "artist Nina", "track 2"]
 */
export function groupsOf(
  { path, track, artist }: Pick<FeatureTable, "path" | "track" | "artist">,
  by: SplitUnit,
): string[] {
  if (by !== "artist") return [...track];
  if (!artist) throw new RangeError(`${path}: no artists are known; split by track instead`);
  return track.map((name, row) => (artist[row] === null ? `track ${name}` : `artist ${artist[row]!}`));
}
