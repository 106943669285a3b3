import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Interval } from "./wilsonInterval.ts";

export interface BootstrapOptions {
  readonly seed: number;
  readonly confidence?: number;
  /** By default as many as make the ends steady: 1,000 where there are many groups, up to 10,000 where there are few. */
  readonly draws?: number;
}

/**
 * The percentile interval of a mean over rows when whole groups are drawn again (Efron 1979, "Bootstrap methods: another look at the
 * jackknife"; groups as in Davison and Hinkley 1997, 3.8): for rows that come in tracks, whose rows are not independent.
 * @param groups the group of each row
 * @returns an interval in the unit of the values, of the given `confidence` (0 to 1; 0.95)
 * @throws RangeError where there are no rows, or groups are not one a row
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

/** Of few groups the interval is wide, and its ends wander by a share of its width: they need more draws. */
export function steadyDraws(groups: number): number {
  return Math.max(1000, Math.min(10_000, Math.round(2e6 / groups)));
}
