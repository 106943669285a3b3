import { type BootstrapOptions, bootstrapMean } from "./bootstrapMean.ts";
import type { Interval } from "./wilsonInterval.ts";

/**
 * The percentile interval of an accuracy when whole groups are drawn again: see `bootstrapMean`.
 * @param correct whether each row was predicted rightly, or how often of several times: 0 to 1
 * @param groups the group of each row
 * @throws RangeError where there are no rows, or groups are not one a row
 */
export function bootstrapInterval(
  correct: readonly (boolean | number)[],
  groups: readonly unknown[],
  options: BootstrapOptions,
): Interval {
  return bootstrapMean(correct.map(Number), groups, options);
}
