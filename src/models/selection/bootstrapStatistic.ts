import { type BootstrapOptions, groupDraws, percentileInterval, steadyDraws } from "./groupDraws.ts";
import { ruleOfThree } from "./ruleOfThree.ts";
import type { Interval } from "./wilsonInterval.ts";

/**
 * The percentile bootstrap interval (Efron 1979, "Bootstrap methods: another look at the jackknife"; groups as in Davison and Hinkley
 * 1997, 3.8) of any statistic of rows, such as a kappa or a difference of two, resampling whole groups. Of fewer than 30 groups the percentiles are expanded (Hesterberg 2015, "What teachers
 * should know about the bootstrap", The American Statistician 69(4)), as plain ones are too narrow then; of 5 they still hold the true
 * value in some 90 of 100 cases rather than 95. Where all draws are alike and `bounds` are given, it is what the rule of three leaves
 * open: about 3 divided by the number of groups of the way to them.
 * @param groups the group of each row
 * @param statistic of one draw; it is given how often each row was drawn, and must not keep that list
 * @returns an interval in the unit of the statistic, at the given `confidence` (0 to 1; 0.95 by default)
 * @throws RangeError if there are no rows
 * @example
 * import { bootstrapStatistic } from "../src/models/index.ts";
 * const values = Array.from({ length: 100 }, (_, row) => row % 10);
 * const share = (times: ArrayLike<number>) => values.reduce((sum, value, row) => sum + (value > 6 ? times[row]! : 0), 0) / 100;
 * bootstrapStatistic([...values.keys()], share, { seed: 1 }); // => { low: 0.21, high: 0.39 }
 */
export function bootstrapStatistic(
  groups: readonly unknown[],
  statistic: (times: ArrayLike<number>) => number,
  options: BootstrapOptions,
): Interval {
  return bootstrapStatistics(groups, (times) => [statistic(times)], options)[0]!;
}

/**
 * The intervals of several statistics, from the same draws; see `bootstrapStatistic`.
 * @param statistics of one draw, always as many
 * @throws RangeError if there are no rows
 * @example
 * import { bootstrapStatistics } from "../src/models/index.ts";
 * const values = Array.from({ length: 100 }, (_, row) => row % 10);
 * const shareOver = (limit: number, times: ArrayLike<number>) =>
 *   values.reduce((sum, value, row) => sum + (value > limit ? times[row]! : 0), 0) / 100;
 * const intervals = bootstrapStatistics([...values.keys()], (times) => [6, 8].map((limit) => shareOver(limit, times)), { seed: 1 });
 * intervals; // => [{ low: 0.21, high: 0.39 }, { low: 0.04, high: 0.16 }]
 */
export function bootstrapStatistics(
  groups: readonly unknown[],
  statistics: (times: ArrayLike<number>) => readonly number[],
  { seed, confidence = 0.95, draws, bounds }: BootstrapOptions,
): Interval[] {
  if (groups.length === 0) throw new RangeError("0 rows; expected at least one");
  const numbers = new Map<unknown, number>();
  const groupOf = Uint32Array.from(groups, (group) => {
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
  const count = draws ?? steadyDraws(numbers.size, confidence);
  const groupsOf = groupDraws(seed, numbers.size, count);
  const drawn = new Uint32Array(numbers.size);
  const times = new Uint32Array(groups.length);
  const found: Float64Array[] = [];
  for (let draw = 0; draw < count; draw++) {
    drawn.fill(0);
    for (const group of groupsOf(draw)) drawn[group]!++;
    for (let row = 0; row < times.length; row++) times[row] = drawn[groupOf[row]!]!;
    statistics(times).forEach((value, at) => {
      found[at] ??= new Float64Array(count);
      found[at][draw] = value;
    });
  }
  return found.map((values) => {
    const interval = percentileInterval(values, { groups: numbers.size, confidence, bounds });
    if (interval.low < interval.high || bounds === undefined) return interval;
    return ruleOfThree(interval.low, { groups: numbers.size, confidence, bounds });
  });
}
