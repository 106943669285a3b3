import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A source of random numbers for tests: the same seed, the same numbers. */
export interface RandomSource {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform over the integers `from` to `to`, both included. */
  integer(from: number, to: number): number;
}

export function randomSource(seed: number): RandomSource {
  const random = xoroshiro128plus(seed);
  const uniform = (): number => uniformFloat64(random);
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    integer: (from, to) => uniformInt(random, from, to),
  };
}

interface RandomMatrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** A matrix of standard normal numbers. */
export function randomMatrix({ rows, columns, seed }: { rows: number; columns: number; seed: number }): RandomMatrix {
  const { normal } = randomSource(seed);
  return { data: Float64Array.from({ length: rows * columns }, normal), rows, columns };
}
