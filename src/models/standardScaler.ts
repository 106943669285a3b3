import { checkMatrix, checkWidth } from "./checkInput.ts";
import { card, DISPLAY, type Matrix, type Shown } from "../ground/index.ts";

export interface StandardScalerJSON {
  readonly name: "StandardScaler";
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

/**
 * Standardises features like scikit-learn's StandardScaler: subtracts each column's mean and divides by its population standard
 * deviation (dividing by the number of rows, not one less). A constant column is only centred.
 * @example
 * import { StandardScaler } from "../src/models/index.ts";
 * const X = { data: Float64Array.of(1, 3), rows: 2, columns: 1 };
 * const scaler = new StandardScaler().fit(X);
 * scaler.transform(X).data; // => [-1, 1]
 */
export class StandardScaler {
  #mean = new Float64Array();
  #scale = new Float64Array();

  /** The mean of each column; empty before `fit`. */
  get mean(): Float64Array {
    return this.#mean.slice();
  }

  /** The standard deviation of each column, or 1 for a constant column; empty before `fit`. */
  get scale(): Float64Array {
    return this.#scale.slice();
  }

  /**
   * Learns the mean and deviation of each column.
   * @throws RangeError if the input is empty or not finite (see `checkMatrix`)
   */
  fit(X: Matrix): this {
    checkMatrix(X);
    const { data, rows, columns } = X;
    const mean = new Float64Array(columns);
    const squares = new Float64Array(columns);
    const rest = new Float64Array(columns);
    for (let i = 0, column = 0; i < data.length; i++) {
      mean[column]! += data[i]!;
      column = column + 1 === columns ? 0 : column + 1;
    }
    for (let column = 0; column < columns; column++) mean[column]! /= rows;
    for (let i = 0, column = 0; i < data.length; i++) {
      const deviation = data[i]! - mean[column]!;
      squares[column]! += deviation * deviation;
      rest[column]! += deviation;
      column = column + 1 === columns ? 0 : column + 1;
    }
    const scale = new Float64Array(columns);
    for (let column = 0; column < columns; column++) {
      // Corrects the squares for the mean's rounding error (Chan, Golub and LeVeque's corrected two-pass form).
      const variance = (squares[column]! - rest[column]! ** 2 / rows) / rows;
      scale[column] = variesBeyondRounding(variance, mean[column]!, rows) ? Math.sqrt(variance) : 1;
    }
    this.#mean = mean;
    this.#scale = scale;
    return this;
  }

  /**
   * Returns the standardised columns of `X`.
   * @throws Error before `fit`; RangeError if `X` has another width or isn't finite
   */
  transform(X: Matrix): Matrix {
    const columns = this.#mean.length;
    if (columns === 0) throw new Error("the StandardScaler has not been fitted; call fit(X) first");
    checkWidth(X, columns);
    const data = new Float64Array(X.data.length);
    for (let i = 0, column = 0; i < data.length; i++) {
      data[i] = (X.data[i]! - this.#mean[column]!) / this.#scale[column]!;
      column = column + 1 === columns ? 0 : column + 1;
    }
    return { data, rows: X.rows, columns };
  }

  /** How a notebook shows the scaler. */
  [DISPLAY](): Shown {
    const columns = this.#mean.length;
    return card("StandardScaler", [["fitted to", columns === 0 ? "nothing yet" : `${columns} features`]]);
  }

  /** Returns a plain object that survives `JSON.stringify`; `load` is its inverse. */
  toJSON(): StandardScalerJSON {
    return { name: "StandardScaler", mean: [...this.#mean], scale: [...this.#scale] };
  }

  static load(json: StandardScalerJSON): StandardScaler {
    if (json.name !== "StandardScaler")
      throw new RangeError(`the saved object is a ${String(json.name)}; expected a StandardScaler`);
    const scaler = new StandardScaler();
    scaler.#mean = Float64Array.from(json.mean);
    scaler.#scale = Float64Array.from(json.scale);
    return scaler;
  }
}

/** Whether a variance exceeds what rounding alone would leave for a constant column (scikit-learn's bound). */
function variesBeyondRounding(variance: number, mean: number, rows: number): boolean {
  const bound = rows * Number.EPSILON * variance + (rows * mean * Number.EPSILON) ** 2;
  return variance > bound;
}
