import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { shuffle } from "./shuffle.ts";

/**
 * The numbers 0 to `length - 1` in a random order that depends only on the seed, an integer.
 * @example
 * import { permutation } from "../src/ground/index.ts";
 * permutation(5, 1); // => [2, 4, 3, 0, 1]
 */
export function permutation(length: number, seed: number): Uint32Array {
  return shuffle(
    Uint32Array.from({ length }, (_, index) => index),
    xoroshiro128plus(seed),
  );
}
