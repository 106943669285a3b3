import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/**
 * Shuffles items in place: Durstenfeld's form of the Fisher-Yates shuffle.
 * @example
 * import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
 * import { shuffle } from "../src/ground/index.ts";
 * const random = xoroshiro128plus(1);
 * shuffle(["Folk", "Pop", "Rock"], random); // => ["Pop", "Rock", "Folk"]
 */
export function shuffle<Items extends unknown[] | Uint32Array>(items: Items, random: RandomGenerator): Items {
  for (let last = items.length - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    const moved = items[last]!;
    items[last] = items[other]!;
    items[other] = moved;
  }
  return items;
}

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

/**
 * The items in a random order that depends only on the seed, an integer.
 * @example
 * import { randomOrder } from "../src/ground/index.ts";
 * randomOrder(["Folk", "Pop", "Rock"], 1); // => ["Pop", "Rock", "Folk"]
 */
export function randomOrder<T>(items: readonly T[], seed: number): T[] {
  return shuffle([...items], xoroshiro128plus(seed));
}
