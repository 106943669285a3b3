import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Interval } from "./wilsonInterval.ts";

export interface BootstrapOptions {
  readonly seed: number;
  readonly confidence?: number;
  /** The number of draws; by default enough for stable ends: 1,000 with many groups, up to 10,000 with few. */
  readonly draws?: number;
}

/**
 * The percentile bootstrap interval of a mean over rows, resampling whole groups (Efron 1979, "Bootstrap methods: another look at the
 * jackknife"; groups as in Davison and Hinkley 1997, 3.8). Use it for rows that are not independent, such as those of the same track.
 * @param groups the group of each row
 * @returns an interval in the unit of the values, at the given `confidence` (0 to 1; 0.95 by default)
 * @throws RangeError if there are no rows, or not one group per row
 * @example
 * import { bootstrapMean } from "../src/models/index.ts";
 * const values = Array.from({ length: 100 }, (_, row) => row % 10);
 * bootstrapMean(values, [...values.keys()], { seed: 1 }); // => { low: 3.9, high: 5.1 }
 */
export function bootstrapMean(
  values: readonly number[],
  groups: readonly unknown[],
  { seed, confidence = 0.95, draws }: BootstrapOptions,
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
  const count = draws ?? steadyDraws(all.length);
  const means = Float64Array.from({ length: count }, () => {
    let rows = 0;
    let sum = 0;
    for (let rest = all.length; rest > 0; rest--) {
      const group = all[uniformInt(random, 0, all.length - 1)]!;
      rows += group.rows;
      sum += group.sum;
    }
    return sum / rows;
  }).sort();
  const tail = Math.floor(((1 - confidence) / 2) * count);
  return { low: means[tail]!, high: means[count - 1 - tail]! };
}

/** With few groups the interval is wide, and its ends vary by a share of its width, so they need more draws. */
export function steadyDraws(groups: number): number {
  return Math.max(1000, Math.min(10_000, Math.round(2e6 / groups)));
}
