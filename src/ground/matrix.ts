/** A dense float64 matrix, row-major: row `i`, column `j` is `data[i * columns + j]`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The rows of `X` with the given indices, in that order.
 * @throws RangeError if an index is outside `X`
 * @example
 * import { takeMatrixRows } from "../src/ground/index.ts";
 * const X = { data: Float64Array.of(1, 2, 3, 4), rows: 2, columns: 2 };
 * takeMatrixRows(X, [1, 1]).data; // => [3, 4, 3, 4]
 */
export function takeMatrixRows(X: Matrix, indices: ArrayLike<number>): Matrix {
  const { columns } = X;
  const data = new Float64Array(indices.length * columns);
  for (let row = 0; row < indices.length; row++) {
    const from = checkedIndex(indices[row]!, X.rows) * columns;
    data.set(X.data.subarray(from, from + columns), row * columns);
  }
  return { data, rows: indices.length, columns };
}

/**
 * The items of a list with the given indices, in that order.
 * @throws RangeError if an index is outside the list
 * @example
 * import { takeItems } from "../src/ground/index.ts";
 * takeItems(["Folk", "Pop", "Rock"], [2, 0]); // => ["Rock", "Folk"]
 */
export function takeItems<Item>(list: readonly Item[], indices: ArrayLike<number>): Item[] {
  return Array.from(indices, (index) => list[checkedIndex(index, list.length)]!);
}

function checkedIndex(index: number, length: number): number {
  if (Number.isInteger(index) && index >= 0 && index < length) return index;
  throw new RangeError(`no row ${index}; rows go from 0 to ${length - 1}`);
}

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
