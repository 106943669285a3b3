import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { shuffle } from "../../ground/index.ts";

/**
 * Draws `size` distinct rows of `total` at random; the same seed draws the same rows in the same order (Floyd's algorithm; Bentley and
 * Floyd 1987, "A sample of brilliance", then shuffled).
 * @param seed an integer from 0 to 2^32 - 1
 * @example
 * import { drawRows } from "../src/app/index.ts";
 * drawRows(16, 5, 1); // => [11, 6, 12, 13, 10]
 */
export function drawRows(total: number, size: number, seed: number): number[] {
  const random = xoroshiro128plus(seed);
  const drawn = new Set<number>();
  for (let last = total - Math.min(size, total); last < total; last++) {
    const row = uniformInt(random, 0, last);
    drawn.add(drawn.has(row) ? last : row);
  }
  return shuffle([...drawn], random);
}
