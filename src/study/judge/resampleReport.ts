import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { accuracyInterval, type Interval, percentileInterval, wilsonInterval } from "../../models/index.ts";
import type { TestOutcome } from "../common/index.ts";

/** The score columns of a classification report, for a class or an average. */
export type ScoreName = "precision" | "recall" | "f1-score";

/** The intervals of a classification report's scores: `intervals.get("Folk.recall")`, `"macro-avg.precision"`, `"accuracy"`. */
export type ReportIntervals = ReadonlyMap<string, Interval>;

const DRAWS = 1000;
const SHARES: Interval = { low: 0, high: 1 };
const SCORES: readonly ScoreName[] = ["precision", "recall", "f1-score"];

/**
 * The 95 % percentile bootstrap intervals (Efron 1979) of all scores of a classification report, resampling test rows by artist, or
 * track. All scores but the accuracy, for which see `accuracyInterval`, come from the same draws. A score of 0 / 0 counts as 0. Of
 * fewer than 30 groups, a class's own or all for an average, the percentiles are expanded: see `percentileInterval`. If all draws are
 * alike, the interval is Wilson's, with as many trials as there are such groups.
 * @example
 * import { resampleReport } from "../src/study/judge/index.ts";
 * const actual = Array.from({ length: 40 }, (_, row) => (row % 2 === 0 ? "Folk" : "Rock"));
 * const predicted = actual.map((genre, row) => (row % 8 === 0 ? "Rock" : genre));
 * const intervals = resampleReport({ actual, predicted, track: [...actual.keys()] }, { seed: 1 });
 * intervals.get("Folk.recall"); // => { low: 0.526, high: 0.944 }
 */
export function resampleReport(
  { actual, predicted, track }: Omit<TestOutcome, "by">,
  { seed }: { readonly seed: number },
): ReportIntervals {
  const classes = [...new Set([...actual, ...predicted])].sort();
  const size = classes.length;
  const place = new Map(classes.map((label, i) => [label, i]));
  const cells = actual.map((label, row) => place.get(label)! * size + place.get(predicted[row]!)!);
  const { members, starts } = grouped(cells, track);
  const groups = starts.length - 1;
  const names = [...classes, "macro-avg", "weighted-avg"].flatMap((name) => SCORES.map((score) => `${name}.${score}`));
  const samples = names.map(() => new Float64Array(DRAWS));
  const random = xoroshiro128plus(seed);
  const counts = new Uint32Array(size * size);
  for (let draw = 0; draw < DRAWS; draw++) {
    counts.fill(0);
    for (let rest = groups; rest > 0; rest--) {
      const group = uniformInt(random, 0, groups - 1);
      for (let i = starts[group]!, end = starts[group + 1]!; i < end; i++) counts[members[i]!]!++;
    }
    scoresOf(counts, size).forEach((value, i) => (samples[i]![draw] = value));
  }
  const right = actual.map((label, row) => label === predicted[row]);
  const intervals = names.map((name, i): [string, Interval] => {
    const own = classes.find((label) => name.startsWith(`${label}.`));
    const trials = new Set(own === undefined ? track : track.filter((_, row) => actual[row] === own)).size;
    // A class that no row has: what is predicted of it is always wrong.
    if (trials === 0) return [name, { low: 0, high: 0 }];
    const { low, high } = percentileInterval(samples[i]!, { groups: trials, confidence: 0.95, bounds: SHARES });
    return [name, low < high ? { low, high } : wilsonInterval(low * trials, trials)];
  });
  return new Map([...intervals, ["accuracy", accuracyInterval(right, track, { seed })]]);
}

/** Items in groups: group `g` is `members[starts[g]]` up to, but not including, `members[starts[g + 1]]`. */
interface Groups {
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
}

/** Groups items by key, in order of each key's first appearance. */
function grouped(items: readonly number[], keys: readonly unknown[]): Groups {
  const numbers = new Map<unknown, number>();
  const groups = items.map((_, i) => {
    const number = numbers.get(keys[i]) ?? numbers.size;
    numbers.set(keys[i], number);
    return number;
  });
  const starts = new Uint32Array(numbers.size + 1);
  for (const group of groups) starts[group + 1]!++;
  for (let group = 1; group < starts.length; group++) starts[group]! += starts[group - 1]!;
  const next = starts.slice();
  const members = new Uint32Array(items.length);
  items.forEach((item, i) => (members[next[groups[i]!]!++] = item));
  return { members, starts };
}

/** Precision, recall and F1 score of each class, and their macro and weighted averages. */
function scoresOf(counts: Uint32Array, size: number): number[] {
  const scores: number[] = [];
  const macro = [0, 0, 0];
  const weighted = [0, 0, 0];
  let total = 0;
  let present = 0;
  for (let i = 0; i < size; i++) {
    let actual = 0;
    let predicted = 0;
    for (let j = 0; j < size; j++) {
      actual += counts[i * size + j]!;
      predicted += counts[j * size + i]!;
    }
    const hits = counts[i * size + i]!;
    const own = [ratio(hits, predicted), ratio(hits, actual), ratio(2 * hits, actual + predicted)];
    scores.push(...own);
    total += actual;
    if (actual + predicted > 0) present++;
    own.forEach((value, k) => {
      macro[k]! += value;
      weighted[k]! += value * actual;
    });
  }
  return [...scores, ...macro.map((sum) => sum / present), ...weighted.map((sum) => sum / total)];
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
