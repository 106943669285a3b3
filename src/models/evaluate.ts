import { accuracy } from "./accuracy.ts";
import type { Classifier, Label, TrainOptions } from "./classifier.ts";
import { card, type Matrix, type Shown, withCard } from "../ground/index.ts";
import { StandardScaler } from "./standardScaler.ts";

/** Features and the label of each row. */
export interface LabelledRows {
  readonly X: Matrix;
  readonly y: readonly Label[];
}

/** The parts of a split: what a model is trained on, and what it has never seen. */
export interface TrainTest {
  readonly train: LabelledRows;
  readonly test: LabelledRows;
}

export interface EvaluateOptions extends TrainOptions {
  /** Whether to standardise features with the training part's mean and deviation; true by default, as in the report. */
  readonly scale?: boolean;
}

/** How well a model did on one split. */
export interface Evaluation {
  readonly trainRows: number;
  readonly testRows: number;
  /** Accuracy on the rows the model was trained on. */
  readonly trainAccuracy: number;
  readonly testAccuracy: number;
  /** The labels of the test rows. */
  readonly actual: readonly Label[];
  /** The model's predictions for the test rows. */
  readonly predicted: readonly Label[];
  /** Wall-clock seconds of the steps. */
  readonly seconds: { readonly train: number; readonly predictTest: number; readonly predictTrain: number };
  /** What standardised the features; absent if they were not standardised. */
  readonly scaler?: StandardScaler;
}

/**
 * One cell of the report's grid: standardises by the training part only, trains, and predicts both parts. The model remains trained (on
 * standardised features).
 * @throws RangeError if a part is empty or not finite, or the parts differ in width
 * @example
 * import { loadSource, reportSplit, resolveSource, takeSplit } from "../src/dataset/index.ts";
 * import { evaluate, KNeighborsClassifier } from "../src/models/index.ts";
 * const { segments } = await loadSource(resolveSource("sample"));
 * const split = takeSplit(segments!, reportSplit(segments!, { by: "track", seed: 1 }));
 * const { testAccuracy } = await evaluate(new KNeighborsClassifier(), split);
 * testAccuracy; // => 0.25
 */
export async function evaluate(
  model: Classifier,
  { train, test }: TrainTest,
  { scale = true, ...trainOptions }: EvaluateOptions = {},
): Promise<Evaluation> {
  const scaler = scale ? new StandardScaler().fit(train.X) : undefined;
  const trainX = scaler ? scaler.transform(train.X) : train.X;
  const testX = scaler ? scaler.transform(test.X) : test.X;

  const [, trainSeconds] = await timed(() => model.train(trainX, train.y, trainOptions));
  const [predicted, predictTest] = await timed(() => model.predict(testX));
  const [predictedTrain, predictTrain] = await timed(() => model.predict(trainX));
  const evaluation: Evaluation = {
    trainRows: train.y.length,
    testRows: test.y.length,
    trainAccuracy: accuracy(train.y, predictedTrain),
    testAccuracy: accuracy(test.y, predicted),
    actual: test.y,
    predicted,
    seconds: { train: trainSeconds, predictTest, predictTrain },
    ...(scaler ? { scaler } : {}),
  };
  return withCard(evaluation, () => evaluationCard(evaluation));
}

/** How a notebook shows an evaluation. */
function evaluationCard({ trainRows, testRows, trainAccuracy, testAccuracy, seconds, scaler }: Evaluation): Shown {
  const rows = (accuracyOf: number, count: number): string =>
    `${(100 * accuracyOf).toFixed(1)}\u00a0% of ${count.toLocaleString("en")} rows`;
  return card("Evaluation", [
    ["test accuracy", rows(testAccuracy, testRows)],
    ["training accuracy", rows(trainAccuracy, trainRows)],
    ["features", scaler ? "standardised by the training part" : "as they are"],
    ["seconds", `${seconds.train.toFixed(2)} to train, ${seconds.predictTest.toFixed(2)} to predict the test part`],
  ]);
}

async function timed<Result>(work: () => Promise<Result>): Promise<[result: Result, seconds: number]> {
  const begin = performance.now();
  const result = await work();
  return [result, (performance.now() - begin) / 1000];
}
