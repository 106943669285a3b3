import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Interval } from "./wilsonInterval.ts";

export interface BootstrapOptions {
  readonly seed: number;
  readonly confidence?: number;
  readonly draws?: number;
}

/**
 * The percentile interval of a mean over rows when whole groups are drawn again (Efron 1979, "Bootstrap methods: another look at the
 * jackknife"; groups as in Davison and Hinkley 1997, 3.8): for rows that come in tracks, whose rows are not independent.
 * @param groups the group of each row
 * @throws RangeError where there are no rows, or groups are not one a row
 */
export function bootstrapMean(
  values: readonly number[],
  groups: readonly unknown[],
  { seed, confidence = 0.95, draws = 2000 }: BootstrapOptions,
): Interval {
  if (values.length === 0 || groups.length !== values.length) {
    throw new RangeError(
      `${values.length} rows and ${groups.length} groups; expected one group a row, and at least one`,
    );
  }
  const sums = new Map<unknown, { rows: number; sum: number }>();
  values.forEach((value, row) => {
    const group = sums.get(groups[row]);
    if (group) {
      group.rows++;
      group.sum += value;
    } else sums.set(groups[row], { rows: 1, sum: value });
  });
  const all = [...sums.values()];
  const random = xoroshiro128plus(seed);
  const means = Float64Array.from({ length: draws }, () => {
    let rows = 0;
    let sum = 0;
    for (let rest = all.length; rest > 0; rest--) {
      const group = all[uniformInt(random, 0, all.length - 1)]!;
      rows += group.rows;
      sum += group.sum;
    }
    return sum / rows;
  }).sort();
  const tail = Math.floor(((1 - confidence) / 2) * draws);
  return { low: means[tail]!, high: means[draws - 1 - tail]! };
}
