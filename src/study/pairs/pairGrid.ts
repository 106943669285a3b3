import { type FeatureTable, reportSplit, type ReportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { evaluate } from "../../models/index.ts";
import { type ReportModel, type ReportTable, resampledWith, type TestOutcome } from "../common/index.ts";
import type { GenrePair } from "../published/index.ts";

/** One two-genre model, with one way to split. */
export interface PairCell {
  readonly pair: GenrePair;
  readonly model: ReportModel;
  readonly by: SplitUnit;
  readonly trainAccuracy: number;
  readonly trainRows: number;
  readonly test: TestOutcome;
  /** The result on the hold-out; undefined if it has no row of the pair. */
  readonly holdout: TestOutcome | undefined;
}

/**
 * Trains every model on every pair by the report's protocol and tests it on the test part and the hold-out. Each part is the whole
 * table's, without the rows of other genres. A pair that a small table can't train or test is left out.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairGrid } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const [, knn] = reportModels();
 * const cells = await pairGrid(segments!, pairs.slice(0, 1), [knn!], { units: ["row", "track"], seed: 1 });
 * cells.map(({ pair, by, test }) => [pair.id, by, test.actual.length]); // => [["pop-folk", "row", 94], ["pop-folk", "track", 100]]
 */
export async function pairGrid(
  { table }: ReportTable,
  pairs: readonly GenrePair[],
  models: readonly ReportModel[],
  { units, seed }: { readonly units: readonly SplitUnit[]; readonly seed: number },
): Promise<PairCell[]> {
  const cells: PairCell[] = [];
  const resampled = resampledWith(table);
  for (const by of units) {
    const split = reportSplit(table, { by, seed });
    for (const pair of pairs) {
      const rows = takePair(table, split, pair);
      if (!rows) continue;
      const parts = takeSplit(table, rows);
      const [testGroup, holdoutGroup] = [takeItems(resampled, rows.test), takeItems(resampled, rows.holdout)];
      for (const model of models) {
        const classifier = model.create();
        const { actual, predicted, trainAccuracy, trainRows, scaler } = await evaluate(classifier, parts);
        const { X, y } = parts.holdout;
        const holdout =
          y.length > 0
            ? { actual: y, predicted: await classifier.predict(scaler!.transform(X)), track: holdoutGroup, by }
            : undefined;
        const test = { actual, predicted, track: testGroup, by };
        cells.push({ pair, model, by, trainAccuracy, trainRows, test, holdout });
      }
    }
  }
  return cells;
}

/** The rows of two genres in each part of a split; undefined if the training part lacks either genre, or the test part both. */
export function takePair(
  { label }: Pick<FeatureTable, "label">,
  split: ReportSplit,
  pair: GenrePair,
): ReportSplit | undefined {
  const ofPair = (rows: Uint32Array): Uint32Array => rows.filter((row) => pair.genres.includes(label[row]!));
  const taken = { train: ofPair(split.train), test: ofPair(split.test), holdout: ofPair(split.holdout) };
  const trained = new Set(Array.from(taken.train, (row) => label[row]!));
  return trained.size === 2 && taken.test.length > 0 ? taken : undefined;
}

/** Concatenates the rows of several outcomes; all must share one way to split. */
export function pooledOutcome(outcomes: readonly TestOutcome[]): TestOutcome {
  return {
    actual: outcomes.flatMap(({ actual }) => actual),
    predicted: outcomes.flatMap(({ predicted }) => predicted),
    track: outcomes.flatMap(({ track }) => track),
    by: outcomes[0]!.by,
  };
}
