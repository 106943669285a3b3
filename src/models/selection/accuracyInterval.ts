import { bootstrapMean, type BootstrapOptions } from "./bootstrapMean.ts";
import { type Interval, wilsonInterval } from "./wilsonInterval.ts";

/**
 * The percentile interval of a share of rows, such as an accuracy, when whole groups are drawn again: see `bootstrapMean`. Where all
 * draws are alike, as they are where everything was right, it is Wilson's for as many trials as there are groups: 10 of 10 is no
 * certainty.
 * @param correct whether each row was predicted rightly, or how often of several times: 0 to 1
 * @param groups the group of each row
 * @throws RangeError where there are no rows, or groups are not one a row
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
  return wilsonInterval(drawn.low * trials, trials);
}
