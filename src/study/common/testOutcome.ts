import { type FeatureTable, groupsOf, type SplitUnit } from "../../dataset/index.ts";
import { mean } from "../../ground/index.ts";
import { accuracyInterval, type Interval, type Label } from "../../models/index.ts";

/** A model's result on each row of a test part. All lists have one entry per row. */
export interface TestOutcome {
  readonly actual: readonly Label[];
  readonly predicted: readonly Label[];
  /** Each row's track, or whatever else is resampled as a whole. */
  readonly track: readonly unknown[];
  /** What the split kept together. */
  readonly by: SplitUnit;
}

/**
 * An outcome's accuracy, with its 95 % interval. The interval resamples whole tracks (or artists), since their rows are right or wrong
 * together.
 * @example
 * import { outcomeScore } from "../src/study/common/index.ts";
 * const outcome = { actual: ["Folk", "Folk", "Rock"], predicted: ["Folk", "Folk", "Folk"], track: ["1", "2", "3"] };
 * outcomeScore(outcome, { seed: 1 }).accuracy; // => 0.667
 */
export function outcomeScore(
  { actual, predicted, track }: Omit<TestOutcome, "by">,
  { seed }: { readonly seed: number },
): { readonly accuracy: number; readonly interval: Interval } {
  const correct = actual.map((label, row) => label === predicted[row]);
  return { accuracy: mean(correct.map(Number)), interval: accuracyInterval(correct, track, { seed }) };
}

/**
 * The group each row is resampled with when an interval is estimated: its artist if artists are known, otherwise its track. However
 * rows were split, an artist's rows tend to be right or wrong together.
 * @example
 * import { resampledWith } from "../src/study/common/index.ts";
 * resampledWith({ path: "songs.csv", track: ["1", "1", "2"], artist: ["Nina", "Nina", null] }); // => ["artist Nina", "artist Nina", "track 2"]
 */
export function resampledWith(table: Pick<FeatureTable, "path" | "track" | "artist">): string[] {
  return groupsOf(table, table.artist ? "artist" : "track");
}
