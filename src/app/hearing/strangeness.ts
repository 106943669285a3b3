import type { Matrix } from "../../ground/index.ts";
import { principalAxes } from "../../models/index.ts";

/** The number of axes that describe songs. It is at most a quarter of the number of songs, to prevent overfitting. */
const AXES = 40;

/**
 * Measures how strange something is among songs: the share of its distance from the mean that lies outside the space of their principal
 * axes. 0 if it differs from the mean song as songs differ from each other, 1 if it differs in a way they never do.
 */
export class Strangeness {
  readonly #mean: Float64Array;
  readonly #axes: Float64Array;

  constructor(mean: Float64Array, axes: Float64Array) {
    this.#mean = mean;
    this.#axes = axes;
  }

  /** @param X songs, standardised */
  static of(X: Matrix): Strangeness {
    const count = Math.max(1, Math.min(AXES, Math.floor(X.rows / 4)));
    const { mean, axes } = principalAxes(X);
    return new Strangeness(mean, axes.slice(0, count * X.columns));
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
