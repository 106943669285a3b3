import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { shuffle } from "./shuffle.ts";

/**
 * The items in a random order that depends only on the seed, an integer.
 * @example
 * import { randomOrder } from "../src/ground/index.ts";
 * randomOrder(["Folk", "Pop", "Rock"], 1); // => ["Pop", "Rock", "Folk"]
 */
export function randomOrder<T>(items: readonly T[], seed: number): T[] {
  return shuffle([...items], xoroshiro128plus(seed));
}
