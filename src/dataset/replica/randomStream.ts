import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Random numbers determined by the seed alone. */
export class RandomStream {
  readonly #random: ReturnType<typeof xoroshiro128plus>;
  #spare = NaN;

  /** @param seed an integer */
  constructor(seed: number) {
    this.#random = xoroshiro128plus(seed);
  }

  /** Uniform, from 0 to below 1. */
  uniform(): number {
    return uniformFloat64(this.#random);
  }

  /** Standard normal (Box and Muller, 1958: two at a time). */
  normal(): number {
    const spare = this.#spare;
    if (!Number.isNaN(spare)) {
      this.#spare = NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** An index, drawn with the given weights. */
  pick(weights: readonly number[]): number {
    let left = this.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    const index = weights.findIndex((weight) => (left -= weight) < 0);
    return index < 0 ? weights.length - 1 : index;
  }
}
