import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Interval } from "./wilsonInterval.ts";

/**
 * The percentile interval of an accuracy when whole groups are drawn again (Efron 1979, "Bootstrap methods: another look
 * at the jackknife"; groups as in Davison and Hinkley 1997, 3.8): for rows that come in tracks, whose rows are not
 * independent.
 * @param correct whether each row was predicted rightly, or how often of several times: 0 to 1
 * @param groups the group of each row
 * @throws RangeError where there are no rows, or groups are not one a row
 */
export function bootstrapInterval(
  correct: readonly (boolean | number)[],
  groups: readonly unknown[],
  { seed, confidence = 0.95, draws = 2000 }: { seed: number; confidence?: number; draws?: number },
): Interval {
  if (correct.length === 0 || groups.length !== correct.length) {
    throw new RangeError(
      `${correct.length} rows and ${groups.length} groups; expected one group a row, and at least one`,
    );
  }
  const counts = new Map<unknown, { rows: number; hits: number }>();
  correct.forEach((hit, row) => {
    const count = counts.get(groups[row]) ?? { rows: 0, hits: 0 };
    counts.set(groups[row], { rows: count.rows + 1, hits: count.hits + Number(hit) });
  });
  const all = [...counts.values()];
  const random = xoroshiro128plus(seed);
  const accuracies = Float64Array.from({ length: draws }, () => {
    let rows = 0;
    let hits = 0;
    all.forEach(() => {
      const group = all[uniformInt(random, 0, all.length - 1)]!;
      rows += group.rows;
      hits += group.hits;
    });
    return hits / rows;
  }).sort();
  const tail = Math.floor(((1 - confidence) / 2) * draws);
  return { low: accuracies[tail]!, high: accuracies[draws - 1 - tail]! };
}
