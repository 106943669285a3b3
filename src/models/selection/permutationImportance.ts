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

/** What shuffling costs. */
export interface PermutationImportance {
  /** The drops in accuracy, -1 to 1, one per column or set of columns; below 0 if shuffling happens to help. */
  readonly importances: Float64Array;
  /**
   * Each row's part of them, a list for each column or set: 1 if the row was right and no longer is, -1 for the reverse, 0 if nothing
   * changes; with several repeats, their mean. With the rows' groups they tell how sure an importance is: see `bootstrapStatistics`.
   */
  readonly drops: readonly Float64Array[];
}

/**
 * How much a trained classifier's accuracy on `X` drops when a column's values are shuffled among the rows (Breiman 2001, "Random
 * forests"): the mean of `repeats` shuffles. Pass rows that it was not trained on.
 * @example
 * import { KNeighborsClassifier, permutationImportance } from "../src/models/index.ts";
 * // The first column tells the genres apart, the second is the same everywhere.
 * const X = { data: Float64Array.of(0, 5, 1, 5, 8, 5, 9, 5), rows: 4, columns: 2 };
 * const [model, y] = [new KNeighborsClassifier({ nNeighbors: 1 }), ["Folk", "Folk", "Rock", "Rock"]];
 * await model.train(X, y);
 * const { importances, drops } = await permutationImportance(model, X, y, { seed: 1 });
 * importances; // => [0.6, 0]
 * Array.from(drops[0]!); // => [0.8, 0.4, 0.8, 0.4]
 */
export async function permutationImportance(
  classifier: Classifier,
  X: Matrix,
  y: readonly Label[],
  { seed, repeats = 5, sets = Array.from({ length: X.columns }, (_, column) => [column]) }: PermutationOptions,
): Promise<PermutationImportance> {
  const { data, rows, columns } = X;
  const whole = await classifier.predict(X);
  const all = Array.from({ length: rows }, (_, row) => row);
  const drops = sets.map(() => new Float64Array(rows));
  for (const [i, set] of sets.entries()) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const shuffled = data.slice();
      randomOrder(all, (seed + Math.imul(i * repeats + repeat, 0x9e3779b1)) | 0).forEach((from, row) => {
        for (const column of set) shuffled[row * columns + column] = data[from * columns + column]!;
      });
      const predicted = await classifier.predict({ data: shuffled, rows, columns });
      y.forEach((label, row) => {
        drops[i]![row]! += (Number(whole[row] === label) - Number(predicted[row] === label)) / repeats;
      });
    }
  }
  const importances = Float64Array.from(drops, (costs) => costs.reduce((sum, cost) => sum + cost, 0) / rows);
  return { importances, drops };
}
