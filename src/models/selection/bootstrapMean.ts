import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Interval } from "./wilsonInterval.ts";

export interface BootstrapOptions {
  readonly seed: number;
  readonly confidence?: number;
  /** The number of draws; by default enough for stable ends: 1,000 with many groups, up to 10,000 with few. */
  readonly draws?: number;
}

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
  const groupsOf = drawing(seed, sums.size, count);
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
  means.sort();
  const tail = Math.floor(((1 - confidence) / 2) * count);
  return { low: means[tail]!, high: means[count - 1 - tail]! };
}

type Drawn = Uint16Array | Uint32Array;
/** Drawings of at most this many groups are kept, and this many drawings: 48 MB. */
const MOST_KEPT = 2 ** 23;
const KEPT = 3;
/** The drawings used last, each with all its draws, one after the other. */
const kept = new Map<string, Drawn>();

/**
 * A function that gives the groups of each draw, called once for each in order: as many as there are groups, with replacement. They
 * depend on nothing but these three numbers, and notebooks ask again and again for the same; drawing takes ten times as long as adding.
 */
function drawing(seed: number, groups: number, draws: number): (draw: number) => Drawn {
  const random = xoroshiro128plus(seed);
  const take = (count: number): Drawn => new (groups > 2 ** 16 ? Uint32Array : Uint16Array)(count);
  const fill = (drawn: Drawn): Drawn => {
    for (let at = 0; at < drawn.length; at++) drawn[at] = uniformInt(random, 0, groups - 1);
    return drawn;
  };
  if (groups * draws > MOST_KEPT) {
    const drawn = take(groups);
    return () => fill(drawn);
  }
  const key = [seed, groups, draws].join();
  const all = kept.get(key) ?? fill(take(groups * draws));
  kept.delete(key);
  kept.set(key, all);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return (draw) => all.subarray(draw * groups, (draw + 1) * groups);
}

/** With few groups the interval is wide, and its ends vary by a share of its width, so they need more draws. */
export function steadyDraws(groups: number): number {
  return Math.max(1000, Math.min(10_000, Math.round(2e6 / groups)));
}
