import type { Label } from "./classifier.ts";
import type { Matrix } from "../ground/index.ts";

/** @throws RangeError if `X` has no rows or columns, its data doesn't fill them, or a value is not finite */
export function checkMatrix({ data, rows, columns }: Matrix): void {
  if (!(rows > 0 && columns > 0)) throw new RangeError(`X is empty: ${rows} rows x ${columns} columns`);
  if (data.length !== rows * columns) {
    throw new RangeError(`X holds ${data.length} values; ${rows} rows x ${columns} columns need ${rows * columns}`);
  }
  // A sum with a non-finite term is not finite. A sum can also overflow, so the loop below decides.
  let sum = 0;
  for (const value of data) sum += value;
  if (Number.isFinite(sum)) return;
  const place = data.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  const row = Math.floor(place / columns);
  throw new RangeError(`X has ${data[place]!} in row ${row}, column ${place % columns}; expected finite numbers`);
}

/**
 * @throws RangeError if `X` or `y` can't be trained on: `X` must pass `checkMatrix`, and `y` needs one label per row, all text or all
 * finite numbers
 */
export function checkTraining(X: Matrix, y: readonly Label[]): void {
  checkMatrix(X);
  if (y.length !== X.rows) throw new RangeError(`X has ${X.rows} rows, y has ${y.length} labels; expected one a row`);
  const type = typeof y[0];
  const odd = y.findIndex((label) => typeof label !== type || (type === "number" && !Number.isFinite(label)));
  if (odd >= 0) throw new RangeError(`label ${String(y[odd])} of row ${odd}: expected all text or all finite numbers`);
}

/** @throws RangeError if `X` can't be used with a model of `columns` features */
export function checkWidth(X: Matrix, columns: number): void {
  if (X.columns !== columns) {
    throw new RangeError(`X has ${X.columns} columns; the model was trained on ${columns}`);
  }
  checkMatrix(X);
}

/** @throws RangeError if labels and predictions are empty or differ in number */
export function checkPredictions(actual: readonly Label[], predicted: readonly Label[]): void {
  if (actual.length === predicted.length && actual.length > 0) return;
  throw new RangeError(
    `${actual.length} labels and ${predicted.length} predictions; expected as many of one as of the other, and at least one`,
  );
}

/** @throws RangeError if an option is not a positive integer */
export function checkCount(name: string, value: number): void {
  if (!(Number.isInteger(value) && value > 0)) throw new RangeError(`${name} is ${value}; expected a positive integer`);
}
