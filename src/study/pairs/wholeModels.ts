import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { type Matrix, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { type Label, StandardScaler } from "../../models/index.ts";
import { type ReportModel, type ReportTable, resampledWith, type TestOutcome } from "../common/index.ts";
import type { GenrePair } from "../published/index.ts";

/** An all-genre model and its predictions for the rows of each pair. */
export interface WholeModel {
  readonly model: ReportModel;
  readonly by: SplitUnit;
  /** On the whole test part. */
  readonly test: TestOutcome;
  /** On the test rows of each pair. */
  readonly pairs: readonly {
    readonly pair: GenrePair;
    /** When it may name any genre. */
    readonly free: TestOutcome;
    /** When it must choose between the two: the more probable one, or on a tie the first in sorted order. */
    readonly asked: TestOutcome;
  }[];
}

/** Trains every model on all genres by the report's protocol and collects its predictions for the rows of each pair. */
export async function wholeModels(
  { table }: ReportTable,
  pairs: readonly GenrePair[],
  models: readonly ReportModel[],
  { units, seed }: { readonly units: readonly SplitUnit[]; readonly seed: number },
): Promise<WholeModel[]> {
  const found: WholeModel[] = [];
  for (const by of units) {
    const split = reportSplit(table, { by, seed });
    const { train, test } = takeSplit(table, split);
    const testGroup = takeItems(resampledWith(table), split.test);
    const scaler = new StandardScaler().fit(train.X);
    const trainX = scaler.transform(train.X);
    const testX = scaler.transform(test.X);
    for (const model of models) {
      const classifier = model.create();
      await classifier.train(trainX, train.y);
      const proba = await classifier.predictProba(testX);
      const predicted = mostProbable(proba, classifier.classes);
      found.push({
        model,
        by,
        test: { actual: test.y, predicted, track: testGroup, by },
        pairs: pairs.flatMap((pair) => {
          const rows = [...test.y.keys()].filter((row) => pair.genres.includes(test.y[row]!));
          if (rows.length === 0 || !pair.genres.every((genre) => classifier.classes.includes(genre))) return [];
          const own = { actual: takeItems(test.y, rows), track: takeItems(testGroup, rows), by };
          const asked = mostProbable(takeMatrixRows(proba, rows), classifier.classes, pair.genres);
          return [
            { pair, free: { ...own, predicted: takeItems(predicted, rows) }, asked: { ...own, predicted: asked } },
          ];
        }),
      });
    }
  }
  return found;
}

/** The most probable of the given classes for each row; ties go to the first in sorted order. */
function mostProbable(
  { data, rows, columns }: Matrix,
  classes: readonly Label[],
  among: readonly Label[] = classes,
): Label[] {
  const codes = [...classes.keys()].filter((code) => among.includes(classes[code]!));
  return Array.from({ length: rows }, (_, row) => {
    const best = codes.reduce((most, code) =>
      data[row * columns + code]! > data[row * columns + most]! ? code : most,
    );
    return classes[best]!;
  });
}
