import { bootstrapMean } from "./bootstrapMean.ts";
import type { BootstrapOptions } from "./groupDraws.ts";
import { ruleOfThree } from "./ruleOfThree.ts";
import type { Interval } from "./wilsonInterval.ts";

/**
 * The interval of a mean of paired differences, such as what one model gets right and another wrong on the same rows, by drawing whole
 * groups of rows: percentiles of the bootstrap (Efron 1979, "Bootstrap methods: another look at the jackknife"; groups as in Davison and
 * Hinkley 1997, 3.8), and of fewer than 30 groups Student's interval with the standard error of a ratio of sums over groups (Cochran
 * 1977, "Sampling techniques", 6.3). `bounds` are -1 and 1 unless others are given.
 *
 * If all groups have the same difference, as where no row is predicted otherwise, drawing them again shows no spread: but models that
 * do alike on 30 artists need not on all. The interval is then what the rule of three leaves open, about 3 divided by the number of
 * groups either way (Hanley and Lippman-Hand 1983, "If nothing goes wrong, is everything all right?", JAMA 249(13)).
 *
 * Where few groups differ an interval remains rough: of differences in 3 of 100 rows, which some of 20 to 36 artists have together, it
 * holds the mean in 80 of 100 cases.
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
  return drawn.low < drawn.high ? drawn : ruleOfThree(drawn.low, { groups: new Set(groups).size, confidence, bounds });
}
