import type { FeatureTable } from "./featureTable.ts";
import { readTrackList } from "./readTrackList.ts";
import type { DataSource } from "./resolveSource.ts";
import type { Split } from "./splitRows.ts";
import { TableError } from "./tableError.ts";
import { trackOfFile } from "./nameForms.ts";

const PARTS = ["training", "validation", "test"];

/**
 * FMA's own split of a table: its training and validation tracks for training, its test tracks for testing; no artist is in two parts
 * (Defferrard, Benzi, Vandergheynst and Bresson, "FMA: A Dataset for Music Analysis", ISMIR 2017). It is read from the source's list of
 * tracks: FMA's `tracks.csv`, or a CSV with the columns `track` or `filename`, and `split`. Rows of tracks it doesn't name are in
 * neither part.
 * @returns undefined if the source has no such list, or it leaves no row to train on or none to test on
 * @throws TableError if a track's part is not training, validation or test, or it is in two of them
 * @example
 * import { officialSplit } from "../src/dataset/index.ts";
 * import { writeFileAtomic } from "../src/ground/index.ts";
 * writeFileAtomic("tracks.csv", "track,split\n1,training\n2,test\n");
 * const split = await officialSplit({ artists: "tracks.csv" }, { track: ["1", "1", "2"] });
 * split; // => { train: [0, 1], test: [2] }
 */
export async function officialSplit(
  source: Pick<DataSource, "artists">,
  table: Pick<FeatureTable, "track">,
): Promise<Split | undefined> {
  const parts = await officialParts(source);
  if (parts === undefined) return undefined;
  const rowsOf = (...names: string[]): Uint32Array =>
    Uint32Array.from(
      table.track.flatMap((track, row) => (names.includes(parts.get(trackOfFile(track)) ?? "") ? [row] : [])),
    );
  const split = { train: rowsOf("training", "validation"), test: rowsOf("test") };
  return split.train.length > 0 && split.test.length > 0 ? split : undefined;
}

/**
 * The part of FMA's split, training, validation or test, of each track that a source's list of tracks names.
 * @returns undefined if the source has no list, or the list has no split
 * @throws TableError as `officialSplit` does
 * @example
 * import { officialParts } from "../src/dataset/index.ts";
 * import { writeFileAtomic } from "../src/ground/index.ts";
 * writeFileAtomic("tracks.csv", "track,split\n1,training\n2,test\n");
 * (await officialParts({ artists: "tracks.csv" }))!.get("2"); // => "test"
 */
export async function officialParts({
  artists: path,
}: Pick<DataSource, "artists">): Promise<ReadonlyMap<string, string> | undefined> {
  if (path === undefined) return undefined;
  const { values: parts } = await readTrackList(path, "split");
  if (parts === undefined) return undefined;
  const odd = [...parts].find(([, part]) => !PARTS.includes(part));
  if (odd) {
    const [track, part] = odd;
    throw new TableError(
      { path },
      `track ${track} is in the part "${part}" of the split; known are ${PARTS.join(", ")}`,
    );
  }
  return parts;
}
