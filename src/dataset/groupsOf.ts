import type { FeatureTable } from "./featureTable.ts";
import type { SplitUnit } from "./splitUnit.ts";

/**
 * What stays together in a split of each row: its track, or its artist; a row whose artist is unknown counts as an artist of its own
 * track. Artists and tracks that happen to share a name stay apart.
 * @throws RangeError where artists are asked for and none is known
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
