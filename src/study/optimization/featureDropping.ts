import { reportSplit, selectFeatures, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import {
  type AccuracyGain,
  accuracyGain,
  evaluate,
  type Evaluation,
  type Interval,
  RandomForestClassifier,
} from "../../models/index.ts";
import { type ReportTable, resampledWith } from "../common/index.ts";
import { type ForestImportances, meanImportance } from "./forestImportances.ts";

/** A forest trained on the most important features only. */
export interface DroppingStep {
  /** The number of features it was given. */
  readonly kept: number;
  /** The features dropped since the previous step, the least important first. */
  readonly dropped: readonly string[];
  readonly testAccuracy: number;
  /** The change in test accuracy from all features. */
  readonly gain: AccuracyGain;
  /**
   * The interval of that change at which all smaller sets together hold at 95 % (Bonferroni), for what is said of whichever set does
   * best: of many that are tried, one may look better by chance.
   */
  readonly ofAll: Interval;
}

/** How a forest does as its least important features are dropped, with one way to split. */
export interface FeatureDropping {
  readonly by: SplitUnit;
  /** All features, the most important first. */
  readonly ranking: readonly string[];
  /** From all features down. */
  readonly steps: readonly DroppingStep[];
}

/**
 * Drops features step by step, those with the smallest decrease of impurity in training first, and trains and tests a new forest each
 * time.
 * @param table its columns are the features
 * @param options what to try
 * @param options.shares the shares of the features to keep, in descending order; a step with all features always comes first
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { featureDropping, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 2, seed: 1 });
 * const [dropping] = await featureDropping(clips!, importances, { shares: [0.5, 0.2], seed: 1 });
 * dropping!.steps.map(({ kept, testAccuracy }) => [kept, testAccuracy]); // => [[29, 0.333], [15, 0.167], [6, 0.333]]
 */
export async function featureDropping(
  { table }: ReportTable,
  importances: readonly ForestImportances[],
  { shares, seed }: { readonly shares: readonly number[]; readonly seed: number },
): Promise<FeatureDropping[]> {
  const found: FeatureDropping[] = [];
  for (const { by, features, impurity } of importances) {
    const mean = meanImportance(impurity);
    const ranking = [...features.keys()].sort((a, b) => mean[b]! - mean[a]!).map((column) => features[column]!);
    const counts = [...new Set([1, ...shares].map((share) => Math.max(1, Math.round(share * ranking.length))))];
    const split = reportSplit(table, { by, seed });
    const groups = takeItems(resampledWith(table), split.test);
    const steps: DroppingStep[] = [];
    let whole: Evaluation | undefined;
    let previous = ranking.length;
    for (const kept of counts) {
      const parts = takeSplit(selectFeatures(table, ranking.slice(0, kept)), split);
      const evaluation = await evaluate(new RandomForestClassifier({ seed }), parts);
      whole ??= evaluation;
      const { actual, predicted } = evaluation;
      const gainAt = (confidence: number): AccuracyGain =>
        accuracyGain(actual, whole!.predicted, predicted, groups, { seed, confidence });
      const [gain, { interval: ofAll }] = [gainAt(0.95), gainAt(1 - 0.05 / Math.max(1, counts.length - 1))];
      const dropped = ranking.slice(kept, previous).reverse();
      steps.push({ kept, dropped, testAccuracy: evaluation.testAccuracy, gain, ofAll });
      previous = kept;
    }
    found.push({ by, ranking, steps });
  }
  return found;
}
