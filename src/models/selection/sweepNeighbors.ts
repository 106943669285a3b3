import type { Label } from "../classifier.ts";
import type { KNeighborsClassifier } from "../kNeighborsClassifier.ts";
import type { Matrix } from "../../ground/index.ts";

/** The accuracy of the vote of `k` neighbours. */
export interface KAccuracy {
  readonly k: number;
  readonly accuracy: number;
  /** For each row, 1 if the vote is correct, otherwise 0. */
  readonly correct: Uint8Array;
}

/**
 * A trained classifier's accuracies for several k. The neighbours are searched for once, with the largest k.
 * @param trained the labels that the classifier was trained with
 * @throws RangeError if a k is not an integer from 1 to the number of training rows
 * @example
 * import { KNeighborsClassifier, sweepNeighbors } from "../src/models/index.ts";
 * const X = { data: Float64Array.of(0, 1, 2, 8), rows: 4, columns: 1 };
 * const [model, y] = [new KNeighborsClassifier(), ["Folk", "Folk", "Folk", "Rock"]];
 * await model.train(X, y);
 * const accuracies = await sweepNeighbors(model, y, X, y, [1, 3]);
 * accuracies.map(({ accuracy }) => accuracy); // => [1, 0.75]
 */
export async function sweepNeighbors(
  classifier: KNeighborsClassifier,
  trained: readonly Label[],
  X: Matrix,
  y: readonly Label[],
  ks: readonly number[],
): Promise<KAccuracy[]> {
  if (y.length !== X.rows) throw new RangeError(`X has ${X.rows} rows, y has ${y.length} labels; expected one a row`);
  const bad = ks.find((k) => !(Number.isInteger(k) && k >= 1));
  if (ks.length === 0 || bad !== undefined)
    throw new RangeError(`k is ${bad}; expected positive integers, at least one`);
  const { indices, k: most } = await classifier.kneighbors(X, Math.max(...ks));
  const classes = classifier.classes;
  const codeOf = new Map(classes.map((label, code) => [label, code]));
  const codes = trained.map((label) => codeOf.get(label)!);
  const correct = new Map(ks.map((k) => [k, new Uint8Array(X.rows)]));
  for (let row = 0; row < X.rows; row++) {
    const votes = new Array<number>(classes.length).fill(0);
    for (let rank = 0; rank < most; rank++) {
      votes[codes[indices[row * most + rank]!]!]! += 1;
      // On a tie the first class in sorted order is predicted.
      const hits = correct.get(rank + 1);
      if (hits && classes[votes.indexOf(Math.max(...votes))] === y[row]) hits[row] = 1;
    }
  }
  return ks.map((k) => {
    const hits = correct.get(k)!;
    return { k, accuracy: hits.reduce((sum, hit) => sum + hit, 0) / X.rows, correct: hits };
  });
}
