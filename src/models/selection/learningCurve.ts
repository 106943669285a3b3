import { accuracy } from "../accuracy.ts";
import type { Classifier, Label } from "../classifier.ts";
import { type Matrix, randomOrder, takeItems, takeMatrixRows } from "../../ground/index.ts";
import type { Fold } from "./folds.ts";

/** The accuracies of a model trained on part of the training rows. */
export interface LearningPoint {
  readonly rows: number;
  readonly train: number;
  readonly test: number;
  /** Whether each test row, in the order of the fold, was predicted correctly. */
  readonly correct: readonly boolean[];
}

/**
 * Trains on growing parts of a split's training rows and scores each model on its own rows and on the test rows.
 * @param shares the parts of the training rows, each above 0 and at most 1; a part contains all smaller ones
 * @param seed an integer; it decides which rows a part contains
 * @returns rows and accuracies (0 to 1) for each share, in the order of `shares`
 * @throws RangeError if a share is out of range
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { kFold, learningCurve, RandomForestClassifier } from "../src/models/index.ts";
 * const { X, label } = (await loadSource(resolveSource("sample"))).clips!;
 * const [fold] = kFold(X.rows, { folds: 5, seed: 1, stratify: label });
 * const points = await learningCurve(() => new RandomForestClassifier({ seed: 1 }), X, label, fold!, [0.5, 1], 1);
 * points.map(({ rows }) => rows); // => [64, 128]
 */
export async function learningCurve(
  makeClassifier: () => Classifier,
  X: Matrix,
  y: readonly Label[],
  { train, test }: Fold,
  shares: readonly number[],
  seed: number,
): Promise<LearningPoint[]> {
  const order = randomOrder([...train], seed);
  const testX = takeMatrixRows(X, test);
  const testY = takeItems(y, test);
  const points: LearningPoint[] = [];
  for (const share of shares) {
    if (!(share > 0 && share <= 1)) throw new RangeError(`a share is ${share}; expected more than 0 and at most 1`);
    const rows = order.slice(0, Math.max(1, Math.round(share * order.length)));
    const partX = takeMatrixRows(X, rows);
    const partY = takeItems(y, rows);
    const classifier = makeClassifier();
    await classifier.train(partX, partY);
    const correct = (await classifier.predict(testX)).map((label, row) => label === testY[row]);
    points.push({
      rows: rows.length,
      train: accuracy(partY, await classifier.predict(partX)),
      test: correct.filter(Boolean).length / correct.length,
      correct,
    });
  }
  return points;
}
