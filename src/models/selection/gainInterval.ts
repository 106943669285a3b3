import { bootstrapMean } from "./bootstrapMean.ts";
import type { BootstrapOptions } from "./groupDraws.ts";
import type { Interval } from "./wilsonInterval.ts";

/**
 * The interval of a mean of paired differences, such as what one model gets right and another wrong on the same rows; see
 * `bootstrapMean`, whose `bounds` are -1 and 1 here.
 *
 * If all groups have the same difference, as where no row is predicted otherwise, drawing them again shows no spread: but models that
 * do alike on 30 artists need not on all. If more than a share `p` of all groups were different, `n` like these would be met with a
 * probability below `(1 - p) ** n`; so at 95 % at most `1 - 0.05 ** (1 / n)`, about `3 / n`, are (the rule of three: Hanley and
 * Lippman-Hand 1983, "If nothing goes wrong, is everything all right?", JAMA 249(13)). The interval then reaches as far both ways as
 * if those had the least, or the greatest, difference possible.
 *
 * Where few groups differ an interval remains rough: of differences in 3 of 100 rows, which some of 20 artists have together, it holds
 * the mean in 80 of 100 cases.
 * @param gains one difference a row
 * @param groups the group of each row, such as its artist
 * @throws RangeError if there are no rows, or not one group per row
 * @example
 * import { gainInterval } from "../src/models/index.ts";
 * const gains = Array.from({ length: 100 }, (_, row) => (row % 5 === 0 ? 1 : 0));
 * gainInterval(gains, [...gains.keys()], { seed: 1 }); // => { low: 0.13, high: 0.28 }
 * gainInterval(gains.fill(0), [...gains.keys()], { seed: 1 }); // => { low: -0.03, high: 0.03 }
 */
export function gainInterval(
  gains: readonly number[],
  groups: readonly unknown[],
  options: BootstrapOptions,
): Interval {
  const { confidence = 0.95, bounds = { low: -1, high: 1 } } = options;
  const drawn = bootstrapMean(gains, groups, { ...options, bounds });
  if (drawn.low < drawn.high) return drawn;
  const others = 1 - (1 - confidence) ** (1 / new Set(groups).size);
  const reach = (end: number): number => drawn.low + others * (end - drawn.low);
  return { low: reach(bounds.low), high: reach(bounds.high) };
}
