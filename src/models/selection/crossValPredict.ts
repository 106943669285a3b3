import type { Classifier, Label } from "../classifier.ts";
import { LabelEncoder } from "../labelEncoder.ts";
import { type Matrix, mostProbable, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { StandardScaler } from "../standardScaler.ts";
import type { Fold } from "./folds.ts";

/** Models' predictions for rows they were not trained on. */
export interface OutOfFold {
  /** All classes, sorted: the order of the columns of `proba`. */
  readonly classes: readonly Label[];
  /** Class probabilities, rows x classes. */
  readonly proba: Matrix;
  /** The most probable class of each row. */
  readonly predicted: readonly Label[];
}

/**
 * Predicts each row with a model trained on the other folds, like scikit-learn's cross_val_predict. Features are standardised with the
 * mean and deviation of each fold's training rows. A class missing from a fold's training rows has probability 0 there.
 * @param create returns a new model for each fold
 * @param folds together they must test each row exactly once
 * @throws RangeError if a row is never tested or tested twice
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { accuracy, crossValPredict, kFold, KNeighborsClassifier } from "../src/models/index.ts";
 * const { X, label, track } = (await loadSource(resolveSource("sample"))).clips!;
 * const folds = kFold(X.rows, { folds: 5, seed: 1, stratify: label, groups: track });
 * const { predicted } = await crossValPredict(() => new KNeighborsClassifier({ nNeighbors: 9 }), X, label, folds);
 * accuracy(label, predicted); // => 0.28
 */
export async function crossValPredict(
  create: () => Classifier,
  X: Matrix,
  y: readonly Label[],
  folds: readonly Fold[],
): Promise<OutOfFold> {
  const tested = new Uint8Array(X.rows);
  for (const { test } of folds) for (const row of test) tested[row]!++;
  const odd = tested.findIndex((times) => times !== 1);
  if (odd >= 0) throw new RangeError(`row ${odd} is tested ${tested[odd]} times; expected each row once`);

  const encoder = new LabelEncoder(y);
  const { classes } = encoder;
  const proba = { data: new Float64Array(X.rows * classes.length), rows: X.rows, columns: classes.length };
  for (const { train, test } of folds) {
    const trainX = takeMatrixRows(X, train);
    const scaler = new StandardScaler().fit(trainX);
    const model = create();
    await model.train(scaler.transform(trainX), takeItems(y, train));
    const shares = await model.predictProba(scaler.transform(takeMatrixRows(X, test)));
    const columns = encoder.encode(model.classes);
    test.forEach((row, i) => {
      columns.forEach((column, c) => {
        proba.data[row * proba.columns + column] = shares.data[i * shares.columns + c]!;
      });
    });
  }
  return { classes, proba, predicted: encoder.decode(mostProbable(proba)) };
}
