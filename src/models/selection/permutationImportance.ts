import { accuracy } from "../accuracy.ts";
import type { Classifier, Label } from "../classifier.ts";
import { type Matrix, randomOrder } from "../../ground/index.ts";

export interface PermutationOptions {
  readonly seed: number;
  /** How often each column is shuffled. */
  readonly repeats?: number;
  /**
   * The columns that are shuffled together, in the same order, one set an importance; each column by itself where none are given. Columns
   * that say the same stand in for one another, so that none seems to matter unless all are shuffled.
   */
  readonly sets?: readonly (readonly number[])[];
}

/**
 * How much a trained classifier's accuracy on `X` falls when a column's values are shuffled among the rows (Breiman 2001,
 * "Random forests"): the mean of `repeats` shuffles. Give rows that it was not trained on.
 * @returns the falls, -1 to 1, one a column or a set of columns; below 0 where shuffling helps by chance
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
