import { card, type Shown, takeItems, withCard } from "../ground/index.ts";
import type { FeatureTable } from "./featureTable.ts";
import { groupsOf, type SplitUnit } from "./groupsOf.ts";
import { type Split, splitByGroup, splitRows } from "./splitRows.ts";

/** Row indices of the report's three parts. */
export interface ReportSplit extends Split {
  readonly holdout: Uint32Array;
}

/** The report's shares: 10 % held out for the deployed page, and a quarter of the rest for testing. */
const HOLDOUT_SIZE = 0.1;
const TEST_SIZE = 0.25;

/**
 * The report's split: 10 % held out, then 75/25 train and test on the rest. By track or artist the shares are of the tracks or artists;
 * a track whose artist is unknown counts as an artist of its own.
 * @param table whose rows are split: its tracks, and its artists if they are requested
 * @param options what stays together, and the seed
 * @param options.seed an integer; the hold-out is drawn with it, train and test with the next one
 * @throws RangeError if artists are requested and none is known, or there are too few rows to split
 * @example
 * import { reportSplit } from "../src/dataset/index.ts";
 * const table = { path: "songs.csv", track: Array.from({ length: 100 }, (_, row) => String(row >> 1)) };
 * const { train, test, holdout } = reportSplit(table, { by: "track", seed: 1 });
 * [train.length, test.length, holdout.length]; // => [66, 24, 10]
 */
export function reportSplit(
  table: Pick<FeatureTable, "path" | "track" | "artist">,
  { by, seed }: { readonly by: SplitUnit; readonly seed: number },
): ReportSplit {
  const groups = groupsOf(table, by);
  const split = (rows: readonly unknown[], testSize: number, drawSeed: number): Split =>
    by === "row"
      ? splitRows(rows.length, { testSize, seed: drawSeed })
      : splitByGroup(rows, { testSize, seed: drawSeed });

  const { train: kept, test: holdout } = split(groups, HOLDOUT_SIZE, seed);
  const inner = split(
    Array.from(kept, (row) => groups[row]),
    TEST_SIZE,
    seed + 1,
  );
  const toRow = (index: number): number => kept[index]!;
  const parts = { train: inner.train.map(toRow), test: inner.test.map(toRow), holdout };
  return withCard(parts, () => splitCard(parts, table, by));
}

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
