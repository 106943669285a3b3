import { permutation, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { bootstrapMean, KNeighborsClassifier, StandardScaler, sweepNeighbors } from "../../models/index.ts";
import { type ReportTable, resampledWith, splitUnits } from "../common/index.ts";

/** The accuracy of k-nearest neighbours for each k, with one way to split. */
export interface NeighboursSweep {
  readonly by: SplitUnit;
  readonly points: readonly { readonly k: number; readonly train: number; readonly test: number }[];
  /** The k with the highest test accuracy; on a tie, the smallest. */
  readonly best: { readonly k: number; readonly test: number };
  /** The k whose test accuracy can't be distinguished from the best: the interval of the difference on the same rows contains 0. */
  readonly plateau: readonly number[];
  /** The number of training rows, and how many of them, drawn at random, the training accuracies rest on. */
  readonly trainRows: number;
  readonly scoredTrainRows: number;
}

/** Enough training rows to know an accuracy to within 1.4 points (95 %); the question here is about test accuracy. */
const SCORED_TRAIN_ROWS = 5_000;

/**
 * Tries every k with every way to split, on the report's split. Values of k larger than the training part are left out.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { neighboursSweep } from "../src/study/models/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const sweeps = await neighboursSweep(segments!, [1, 3, 9, 25, 65], { seed: 1 });
 * sweeps.map(({ by, best }) => [by, best.k, best.test]); // => [["row", 1, 0.936], ["track", 3, 0.186], ["artist", 25, 0.241]]
 */
export async function neighboursSweep(
  { table }: ReportTable,
  ks: readonly number[],
  { seed }: { readonly seed: number },
): Promise<NeighboursSweep[]> {
  const sweeps: NeighboursSweep[] = [];
  for (const by of splitUnits(table)) {
    const split = reportSplit(table, { by, seed });
    const { train, test } = takeSplit(table, split);
    const trainRows = train.y.length;
    const possible = ks.filter((k) => k <= trainRows);
    if (possible.length === 0)
      throw new RangeError(`no k of ${ks.join(", ")} is at most ${trainRows}, the training rows`);

    const scaler = new StandardScaler().fit(train.X);
    const X = scaler.transform(train.X);
    const classifier = new KNeighborsClassifier();
    await classifier.train(X, train.y);
    const accuracies = (rows: typeof X, y: readonly string[]): ReturnType<typeof sweepNeighbors> =>
      sweepNeighbors(classifier, train.y, rows, y, possible);
    const scored = permutation(trainRows, seed).slice(0, SCORED_TRAIN_ROWS);
    const onTrain = await accuracies(takeMatrixRows(X, scored), takeItems(train.y, scored));
    const onTest = await accuracies(scaler.transform(test.X), test.y);

    const points = possible.map((k, i) => ({ k, train: onTrain[i]!.accuracy, test: onTest[i]!.accuracy }));
    const best = points.reduce((most, point) => (point.test > most.test ? point : most));
    const bestHits = onTest[points.indexOf(best)]!.correct;
    const drawn = takeItems(resampledWith(table), split.test);
    const plateau = onTest.flatMap(({ k, correct }) => {
      const gains = Array.from(bestHits, (hit, row) => hit - correct[row]!);
      return k === best.k || bootstrapMean(gains, drawn, { seed }).low <= 0 ? [k] : [];
    });
    const found = { k: best.k, test: best.test };
    sweeps.push({ by, points, best: found, plateau, trainRows, scoredTrainRows: scored.length });
  }
  return sweeps;
}
