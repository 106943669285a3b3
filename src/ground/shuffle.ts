import { uniformInt } from "pure-rand/distribution/uniformInt";
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
