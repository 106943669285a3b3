import { accuracy } from "../accuracy.ts";
import type { Classifier, Label } from "../classifier.ts";
import { type Matrix, randomOrder } from "../../ground/index.ts";

export interface PermutationOptions {
  readonly seed: number;
  /** How often each column is shuffled. */
  readonly repeats?: number;
  /**
   * Sets of columns to shuffle together, in the same order, one importance per set; by default each column by itself. Redundant columns
   * stand in for one another, so none seems to matter unless all are shuffled.
   */
  readonly sets?: readonly (readonly number[])[];
}

/**
 * How much a trained classifier's accuracy on `X` drops when a column's values are shuffled among the rows (Breiman 2001, "Random
 * forests"): the mean of `repeats` shuffles. Pass rows that it was not trained on.
 * @returns the drops, -1 to 1, one per column or set of columns; below 0 if shuffling happens to help
 * @example
 * import { KNeighborsClassifier, permutationImportance } from "../src/models/index.ts";
 * // The first column tells the genres apart, the second is the same everywhere.
 * const X = { data: Float64Array.of(0, 5, 1, 5, 8, 5, 9, 5), rows: 4, columns: 2 };
 * const [model, y] = [new KNeighborsClassifier({ nNeighbors: 1 }), ["Folk", "Folk", "Rock", "Rock"]];
 * await model.train(X, y);
 * await permutationImportance(model, X, y, { seed: 1 }); // => [0.6, 0]
 */
export async function permutationImportance(
  classifier: Classifier,
  X: Matrix,
  y: readonly Label[],
  { seed, repeats = 5, sets = Array.from({ length: X.columns }, (_, column) => [column]) }: PermutationOptions,
): Promise<Float64Array> {
  const { data, rows, columns } = X;
  const whole = accuracy(y, await classifier.predict(X));
  const all = Array.from({ length: rows }, (_, row) => row);
  const falls = new Float64Array(sets.length);
  for (const [i, set] of sets.entries()) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const shuffled = data.slice();
      randomOrder(all, (seed + Math.imul(i * repeats + repeat, 0x9e3779b1)) | 0).forEach((from, row) => {
        for (const column of set) shuffled[row * columns + column] = data[from * columns + column]!;
      });
      const predicted = await classifier.predict({ data: shuffled, rows, columns });
      falls[i]! += (whole - accuracy(y, predicted)) / repeats;
    }
  }
  return falls;
}
