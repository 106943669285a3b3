import { type BootstrapOptions, groupDraws, percentileInterval, steadyDraws } from "./groupDraws.ts";
import type { Interval } from "./wilsonInterval.ts";

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
  const count = draws ?? steadyDraws(sums.size);
  const sizeOf = Float64Array.from(sums.values(), ({ rows }) => rows);
  const sumOf = Float64Array.from(sums.values(), ({ sum }) => sum);
  const groupsOf = groupDraws(seed, sums.size, count);
  const means = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    let rows = 0;
    let sum = 0;
    const drawn = groupsOf(draw);
    for (let at = 0; at < sumOf.length; at++) {
      const group = drawn[at]!;
      rows += sizeOf[group]!;
      sum += sumOf[group]!;
    }
    means[draw] = sum / rows;
  }
  return percentileInterval(means, confidence);
}
