import { type FeatureTable, reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { accuracyInterval, type Classifier, evaluate, type Interval } from "../../models/index.ts";
import { resampledWith } from "./testOutcome.ts";

/** Above this many rows a single split is stable, and twenty would take long. */
const LARGE = 20_000;

/** A model's mean test accuracy over several of the report's splits, each drawn anew. */
export interface RepeatedScore {
  readonly by: SplitUnit;
  readonly splits: number;
  readonly accuracy: number;
  /** The 95 % interval of the mean under resampling of the test artists (or tracks). */
  readonly interval: Interval;
  /** The lowest and highest accuracy of a single split. */
  readonly range: readonly [low: number, high: number];
  /** For each test row of each split, whether it was predicted correctly. Models that are compared use the same rows. */
  readonly correct: readonly boolean[];
  /** The group each of these rows is resampled with. */
  readonly drawn: readonly string[];
}

/**
 * Trains and tests a model on several of the report's splits; training rows, test rows and the draw of both change from one to the
 * next. A row counts as often as it was tested, and the interval resamples each artist (or track) with all of its tests.
 * @param table as the models should see it: `dropVariances(segments)`
 * @param create returns a new model for each split
 * @param options how often and in what way rows are split
 * @param options.splits 20, or 1 for a table of more than 20,000 rows
 * @example
 * import { dropVariances, loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { KNeighborsClassifier } from "../src/models/index.ts";
 * import { repeatedScore } from "../src/study/common/index.ts";
 * const { segments } = await loadSource(resolveSource("sample"));
 * const knn = () => new KNeighborsClassifier({ nNeighbors: 3 });
 * const [random, apart] = await Promise.all(
 *   (["row", "track"] as const).map((by) => repeatedScore(dropVariances(segments!), knn, { by, seed: 1, splits: 5 })),
 * );
 * random!.accuracy; // => 0.917
 * apart!.accuracy; // => 0.185
 */
export async function repeatedScore(
  table: FeatureTable,
  create: () => Classifier,
  { by, seed, splits = table.X.rows > LARGE ? 1 : 20 }: { by: SplitUnit; seed: number; splits?: number },
): Promise<RepeatedScore> {
  const groups = resampledWith(table);
  const correct: boolean[] = [];
  const drawn: string[] = [];
  const accuracies: number[] = [];
  for (let at = 0; at < splits; at++) {
    // A split uses its seed and the next one.
    const split = reportSplit(table, { by, seed: seed + 2 * at });
    const { actual, predicted, testAccuracy } = await evaluate(create(), takeSplit(table, split));
    actual.forEach((label, row) => correct.push(label === predicted[row]));
    drawn.push(...takeItems(groups, split.test));
    accuracies.push(testAccuracy);
  }
  return {
    by,
    splits,
    accuracy: correct.filter(Boolean).length / correct.length,
    interval: accuracyInterval(correct, drawn, { seed }),
    range: [Math.min(...accuracies), Math.max(...accuracies)],
    correct,
    drawn,
  };
}
