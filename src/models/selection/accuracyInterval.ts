import { bootstrapMean } from "./bootstrapMean.ts";
import type { BootstrapOptions } from "./groupDraws.ts";
import { normalQuantile } from "./normalDistribution.ts";
import { type Interval, wilsonInterval } from "./wilsonInterval.ts";

/**
 * The percentile bootstrap interval of a share of rows, such as an accuracy, resampling whole groups; see `bootstrapMean`. If all draws
 * are alike, as when everything was predicted correctly, it is Wilson's interval with one trial per group: 10 of 10 is no certainty.
 * @param correct whether each row was predicted correctly, or the share of several times: 0 to 1
 * @param groups the group of each row
 * @throws RangeError if there are no rows, or not one group per row
 * @example
 * import { accuracyInterval } from "../src/models/index.ts";
 * // Two segments a track, four tracks: 6 of 8 are right.
 * const correct = [true, true, true, true, true, true, false, false];
 * accuracyInterval(correct, ["1", "1", "2", "2", "3", "3", "4", "4"], { seed: 1 }); // => { low: 0.25, high: 1 }
 */
export function accuracyInterval(
  correct: readonly (boolean | number)[],
  groups: readonly unknown[],
  options: BootstrapOptions,
): Interval {
  const values = correct.map(Number);
  const drawn = bootstrapMean(values, groups, options);
  if (drawn.low < drawn.high) return drawn;
  const trials = new Set(groups).size;
  const { confidence } = options;
  const z = confidence === undefined ? undefined : normalQuantile((1 + confidence) / 2);
  return wilsonInterval(drawn.low * trials, trials, z);
}
