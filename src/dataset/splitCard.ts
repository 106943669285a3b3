import { card, type Shown, takeItems } from "../ground/index.ts";
import type { FeatureTable } from "./featureTable.ts";
import type { Split } from "./splitRows.ts";
import type { SplitUnit } from "./splitUnit.ts";

const KEPT_TOGETHER: Readonly<Record<SplitUnit, string>> = {
  row: "nothing: random rows",
  track: "the rows of a track",
  artist: "the rows of an artist",
};

/** A split in a few lines: the rows of each part, what was kept together, and how many test tracks are in the training part too. */
export function splitCard(
  split: Split & { readonly holdout: Uint32Array },
  { track }: Pick<FeatureTable, "track">,
  by: SplitUnit,
): Shown {
  const tracksOf = (rows: Uint32Array): ReadonlySet<string> => new Set(takeItems(track, rows));
  const [train, test] = [tracksOf(split.train), tracksOf(split.test)];
  const met = [...test].filter((name) => train.has(name)).length;
  const part = (rows: Uint32Array, tracks = tracksOf(rows)): string =>
    `${rows.length.toLocaleString("en")} rows, ${tracks.size.toLocaleString("en")} tracks`;
  return card("Split: 10\u00a0% held out, the rest 75/25", [
    ["kept together", KEPT_TOGETHER[by]],
    ["train", part(split.train, train)],
    ["test", part(split.test, test)],
    ["held out", part(split.holdout)],
    ["test tracks in training too", `${met.toLocaleString("en")} of ${test.size.toLocaleString("en")}`],
  ]);
}
