import { bootstrapStatistics } from "../../models/index.ts";
import { jointConfidence } from "../common/index.ts";

/** What a test part shows of features' importances: by how much accuracy is lost when each is shuffled. */
export interface ImportanceEvidence {
  /** How many features are shown to have between half and twice the equal share of all that is lost. */
  readonly near: number;
  /** How many are shown to have less than half of it, or more than twice. */
  readonly far: number;
  /** Whether the most important feature is shown to be so: that more is lost without it than without any other. */
  readonly firstShown: boolean;
}

/**
 * Asks whether the test rows' artists (or tracks) show it: draws them again, and with them what shuffling each feature costs on their
 * rows. The intervals, of each feature's share and of how far the first is ahead of each other, hold together (Bonferroni).
 * @param drops for each feature, what shuffling costs on each test row: -1 to 1
 * @param tested the group of each test row
 */
export function importanceEvidence(
  drops: readonly Float64Array[],
  tested: readonly string[],
  { seed }: { readonly seed: number },
): ImportanceEvidence {
  const costs = (times?: ArrayLike<number>): number[] =>
    drops.map((rows) => rows.reduce((sum, drop, row) => sum + drop * (times ? times[row]! : 1), 0));
  const all = costs();
  const first = all.indexOf(Math.max(...all));
  const intervals = bootstrapStatistics(
    tested,
    (times) => {
      const drawn = costs(times);
      const total = drawn.reduce((sum, cost) => sum + Math.max(0, cost), 0);
      const ratios = drawn.map((cost) => (total > 0 ? (Math.max(0, cost) * drops.length) / total : 0));
      return [...ratios, ...drawn.map((cost) => drawn[first]! - cost)];
    },
    { seed, confidence: jointConfidence(2 * drops.length - 1) },
  );
  // A feature that changed no answer here may change some of other artists: without a spread nothing is shown of it.
  const ratios = intervals.slice(0, drops.length).filter(({ low, high }) => low < high);
  const leads = intervals.slice(drops.length).filter((_, feature) => feature !== first);
  return {
    near: ratios.filter(({ low, high }) => low >= 0.5 && high <= 2).length,
    far: ratios.filter(({ low, high }) => high < 0.5 || low > 2).length,
    firstShown: leads.every(({ low }) => low > 0),
  };
}
