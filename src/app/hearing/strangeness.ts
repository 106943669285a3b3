import type { Matrix } from "../../ground/index.ts";
import { principalAxes } from "../../models/index.ts";

/** The number of axes that describe songs. It is at most a quarter of the number of songs, to prevent overfitting. */
const AXES = 40;
/** The least share of a direction that must lie outside the axes for it to add anything. */
const LEAST = 1e-6;

/**
 * Measures how strange something is among songs: the share of its distance from the mean that lies outside the space of their principal
 * axes and further directions. 0 if it differs from the mean song as songs differ from each other, 1 if it differs in a way they never do.
 */
export class Strangeness {
  readonly #mean: Float64Array;
  readonly #axes: Float64Array;

  constructor(mean: Float64Array, axes: Float64Array) {
    this.#mean = mean;
    this.#axes = axes;
  }

  /**
   * @param X songs, standardised
   * @param ways further directions in which a song may differ from others without being strange, such as what a telephone changes
   */
  static of(X: Matrix, ways: Matrix): Strangeness {
    const { columns } = X;
    const count = Math.max(1, Math.min(AXES, Math.floor(X.rows / 4)));
    const { mean, axes } = principalAxes(X);
    const all = new Float64Array((count + ways.rows) * columns);
    all.set(axes.subarray(0, count * columns));
    let used = count;
    for (let row = 0; row < ways.rows; row++) {
      const way = ways.data.slice(row * columns, (row + 1) * columns);
      if (!makeOrthonormal(way, all.subarray(0, used * columns))) continue;
      all.set(way, used * columns);
      used++;
    }
    return new Strangeness(mean, all.slice(0, used * columns));
  }

  /** The strangeness of each row. */
  of(X: Matrix): Float64Array {
    const { columns } = X;
    const centred = new Float64Array(columns);
    return Float64Array.from({ length: X.rows }, (_, row) => {
      let whole = 0;
      for (let j = 0; j < columns; j++) {
        centred[j] = X.data[row * columns + j]! - this.#mean[j]!;
        whole += centred[j]! ** 2;
      }
      let inside = 0;
      for (let begin = 0; begin < this.#axes.length; begin += columns) {
        let product = 0;
        for (let j = 0; j < columns; j++) product += centred[j]! * this.#axes[begin + j]!;
        inside += product * product;
      }
      return whole === 0 ? 0 : Math.sqrt(Math.max(0, 1 - inside / whole));
    });
  }

  get mean(): Float64Array {
    return this.#mean;
  }

  get axes(): Float64Array {
    return this.#axes;
  }
}

/** Makes a vector orthogonal to axes and of length 1, by Gram and Schmidt. @returns false if it lies in their space */
function makeOrthonormal(vector: Float64Array, axes: Float64Array): boolean {
  const { length } = vector;
  const norm = (): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  const before = norm();
  // Twice, because once leaves rounding errors.
  for (let pass = 0; pass < 2; pass++) {
    for (let begin = 0; begin < axes.length; begin += length) {
      let product = 0;
      for (let j = 0; j < length; j++) product += vector[j]! * axes[begin + j]!;
      for (let j = 0; j < length; j++) vector[j]! -= product * axes[begin + j]!;
    }
  }
  const after = norm();
  if (!(after > LEAST * before)) return false;
  for (let j = 0; j < length; j++) vector[j]! /= after;
  return true;
}
