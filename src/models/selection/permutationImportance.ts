import { accuracy } from "../accuracy.ts";
import type { Classifier, Label } from "../classifier.ts";
import type { Matrix } from "../matrix.ts";
import { randomOrder } from "./randomOrder.ts";

/**
 * How much a trained classifier's accuracy on `X` falls when a column's values are shuffled among the rows (Breiman 2001,
 * "Random forests"): the mean of `repeats` shuffles, one number a column. Give rows that it was not trained on.
 */
export async function permutationImportance(
  classifier: Classifier,
  X: Matrix,
  y: readonly Label[],
  { seed, repeats = 5 }: { seed: number; repeats?: number },
): Promise<Float64Array> {
  const { data, rows, columns } = X;
  const whole = accuracy(y, await classifier.predict(X));
  const all = Array.from({ length: rows }, (_, row) => row);
  const falls = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const shuffled = data.slice();
      randomOrder(all, (seed + Math.imul(column * repeats + repeat, 0x9e3779b1)) | 0).forEach((from, row) => {
        shuffled[row * columns + column] = data[from * columns + column]!;
      });
      const predicted = await classifier.predict({ data: shuffled, rows, columns });
      falls[column]! += (whole - accuracy(y, predicted)) / repeats;
    }
  }
  return falls;
}
