import { bootstrapMean } from "./bootstrapMean.ts";
import { type BootstrapOptions, FEW_GROUPS } from "./groupDraws.ts";
import { groupSums, sumsError } from "./groupSums.ts";
import { normalQuantile } from "./normalDistribution.ts";
import { studentQuantile } from "./studentDistribution.ts";
import { type Interval, wilsonInterval } from "./wilsonInterval.ts";

/**
 * The percentile bootstrap interval (Efron 1979, "Bootstrap methods: another look at the jackknife"; groups as in Davison and Hinkley
 * 1997, 3.8) of a share of rows, such as an accuracy, resampling whole groups. If all draws are alike, as when everything was predicted
 * correctly, it is Wilson's interval with one trial per group: 10 of 10 is no certainty. A share near 0 or 1 of some 30 to 40 groups is
 * held in fewer cases than 95 of 100: one of 0.1, of 36 groups that go together, in 83 to 88.
 *
 * Of fewer than 30 groups it is Wilson's interval for as many trials as rows drawn one by one would have the same standard error with,
 * at most the number of rows, and with Student's quantile for the normal one (Korn and Graubard 1998, "Confidence intervals for
 * proportions with small expected number of positive counts estimated from survey data", Survey Methodology 24(2); Dean and Pagano
 * 2015, "Evaluating confidence interval methods for binomial proportions in clustered surveys", Journal of Survey Statistics and
 * Methodology 3(4)): of 5 groups a bootstrap's holds the true share in 80 to 88 of 100 cases instead of 95. One group gives 0 to 1.
 * @param correct whether each row was predicted correctly, or the share of several times: 0 to 1
 * @param groups the group of each row
 * @throws RangeError if there are no rows, or not one group per row
 * @example
 * import { accuracyInterval } from "../src/models/index.ts";
 * // Two segments a track, four tracks: 6 of 8 are right.
 * const correct = [true, true, true, true, true, true, false, false];
 * accuracyInterval(correct, ["1", "1", "2", "2", "3", "3", "4", "4"], { seed: 1 }); // => { low: 0.13, high: 0.98 }
 */
export function accuracyInterval(
  correct: readonly (boolean | number)[],
  groups: readonly unknown[],
  options: BootstrapOptions,
): Interval {
  const values = correct.map(Number);
  const sums = groupSums(values, groups);
  const trials = sums.rows.length;
  const share = (1 + (options.confidence ?? 0.95)) / 2;
  if (trials < 2) return { low: 0, high: 1 };
  if (trials >= FEW_GROUPS) {
    const drawn = bootstrapMean(values, groups, options);
    return drawn.low < drawn.high ? drawn : wilsonInterval(drawn.low * trials, trials, normalQuantile(share));
  }
  const { mean: found, error } = sumsError(sums);
  const mean = Math.min(1, Math.max(0, found));
  // Where all are right, or none, there is no error to go by; shares of several times may add up to a last digit less.
  const alike = mean * (1 - mean) < 1e-12;
  const effective = alike ? trials : Math.min(values.length, (mean * (1 - mean)) / error ** 2);
  return wilsonInterval(mean * effective, effective, studentQuantile(share, trials - 1));
}
