import { checkPredictions } from "../checkInput.ts";
import type { Label } from "../classifier.ts";
import { gainInterval } from "./gainInterval.ts";
import type { BootstrapOptions } from "./groupDraws.ts";
import type { Interval } from "./wilsonInterval.ts";

/** How much more accurate one model is than another on the same rows. */
export interface AccuracyGain {
  /** The difference of the accuracies, -1 to 1. */
  readonly gain: number;
  readonly interval: Interval;
}

/**
 * The difference of two models' accuracies on the same rows, with its interval by drawing whole groups of rows; see `gainInterval`.
 * Rows that both get right, or both wrong, cancel out, so the interval is narrower than those of the two accuracies suggest. Where no
 * row differs it still has a width, about 3 divided by the number of groups either way: models that do alike on a few artists may
 * differ on others.
 * @param groups what is resampled as a whole: the row itself, or its track
 * @throws RangeError if the lists are empty or differ in length
 * @example
 * import { accuracyGain } from "../src/models/index.ts";
 * const actual = ["Folk", "Folk", "Rock", "Rock"];
 * const [before, after] = [["Folk", "Rock", "Folk", "Rock"], actual];
 * const { gain, interval } = accuracyGain(actual, before, after, ["1", "2", "3", "4"], { seed: 1 });
 * gain; // => 0.5
 * interval; // => { low: -0.42, high: 1 }
 */
export function accuracyGain(
  actual: readonly Label[],
  before: readonly Label[],
  after: readonly Label[],
  groups: readonly unknown[],
  options: BootstrapOptions,
): AccuracyGain {
  checkPredictions(actual, before);
  checkPredictions(actual, after);
  const gains = actual.map((label, row) => Number(after[row] === label) - Number(before[row] === label));
  return {
    gain: gains.reduce((sum, value) => sum + value, 0) / gains.length,
    interval: gainInterval(gains, groups, options),
  };
}
