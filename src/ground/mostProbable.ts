import type { Matrix } from "./matrix.ts";

/** The column of the largest value of each row, of equally large ones the first: scikit-learn's rule for class probabilities. */
export function mostProbable({ data, rows, columns }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let column = 1; column < columns; column++) {
      if (data[row * columns + column]! > data[row * columns + best]!) best = column;
    }
    return best;
  });
}
