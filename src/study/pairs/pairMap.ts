import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";

import { accuracyInterval, evaluate, type Interval } from "../../models/index.ts";
import type { GenrePair } from "../published/index.ts";
import { type ReportModel, type ReportTable, resampledWith } from "../common/index.ts";
import { takeItems } from "../../ground/index.ts";
import { allPairs } from "./choosePairs.ts";
import { takePair } from "./takePair.ts";

/** How well one model tells two genres apart. */
export interface PairScore {
  readonly pair: GenrePair;
  /** The mean over the splits that can train and test the pair. */
  readonly testAccuracy: number;
  /** Its 95 % interval under resampling of the test artists, or tracks. */
  readonly interval: Interval;
  /** How many artists, or tracks, were tested. */
  readonly groups: number;
}

/** A model's accuracy on every pair of genres. */
export interface PairMap {
  readonly by: SplitUnit;
  /** The number of splits. */
  readonly splits: number;
  /** The easiest pair first; a pair that no split can train and test is left out. */
  readonly scores: readonly PairScore[];
}

/** With this many rows, one split is enough to tell pairs apart; a smaller table is split repeatedly. */
const ROWS_ENOUGH = 20_000;
const MOST_SPLITS = 20;

/**
 * Trains and tests a model on every pair of genres: on one split of a large table, on up to 20 of a small one.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels, reportTables } from "../src/study/common/index.ts";
 * import { pairMap } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const [, knn] = reportModels();
 * const { scores } = await pairMap(segments!, ["Folk", "Hip-Hop", "Rock"], knn!, { by: "track", seed: 1 });
 * scores.map(({ pair, testAccuracy }) => [pair.id, testAccuracy]); // => [["Folk-Hip-Hop", 0.731], ["Folk-Rock", 0.692], ["Hip-Hop-Rock", 0.584]]
 */
export async function pairMap(
  { table }: ReportTable,
  genres: readonly string[],
  model: ReportModel,
  { by, seed }: { readonly by: SplitUnit; readonly seed: number },
): Promise<PairMap> {
  const splits = Math.min(MOST_SPLITS, Math.ceil(ROWS_ENOUGH / table.X.rows));
  // A split uses its seed and the next one.
  const drawn = Array.from({ length: splits }, (_, i) => reportSplit(table, { by, seed: seed + 2 * i }));
  const groups = resampledWith(table);
  const scores: PairScore[] = [];
  for (const pair of allPairs(genres)) {
    const accuracies: number[] = [];
    const correct: boolean[] = [];
    const tested: string[] = [];
    for (const split of drawn) {
      const rows = takePair(table, split, pair);
      if (!rows) continue;
      const { actual, predicted, testAccuracy } = await evaluate(model.create(), takeSplit(table, rows));
      accuracies.push(testAccuracy);
      actual.forEach((genre, row) => correct.push(genre === predicted[row]));
      tested.push(...takeItems(groups, rows.test));
    }
    if (accuracies.length === 0) continue;
    const testAccuracy = accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
    scores.push({
      pair,
      testAccuracy,
      interval: accuracyInterval(correct, tested, { seed }),
      groups: new Set(tested).size,
    });
  }
  return { by, splits, scores: scores.sort((a, b) => b.testAccuracy - a.testAccuracy) };
}
