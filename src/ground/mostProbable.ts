import type { Matrix } from "./matrix.ts";

/**
 * The column of the largest value in each row, or on a tie the first: scikit-learn's rule for class probabilities.
 * @example
 * import { mostProbable } from "../src/ground/index.ts";
 * mostProbable({ data: Float64Array.of(0.2, 0.8, 0.5, 0.5), rows: 2, columns: 2 }); // => [1, 0]
 */
export function mostProbable({ data, rows, columns }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let column = 1; column < columns; column++) {
      if (data[row * columns + column]! > data[row * columns + best]!) best = column;
    }
    return best;
  });
}
