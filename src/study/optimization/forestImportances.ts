import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";

import { evaluate, permutationImportance, RandomForestClassifier } from "../../models/index.ts";

import { correlationMatrix, type ReportTable } from "../common/index.ts";
import { correlatedGroups } from "./correlatedGroups.ts";

/** How much forests that differ only in their seed rely on each feature, with one way to split. */
export interface ForestImportances {
  readonly by: SplitUnit;
  readonly features: readonly string[];
  /** Each feature's share of the decrease of Gini impurity in training: one list per forest, which sums to 1. */
  readonly impurity: readonly Float64Array[];
  /** The drop in test accuracy when a feature is shuffled in the test part: one list per forest. */
  readonly permutation: readonly Float64Array[];
  /** The same for groups of nearly redundant features, shuffled together. */
  readonly groups: readonly GroupImportance[];
  /** The test accuracy of each forest. */
  readonly testAccuracy: readonly number[];
}

/** Features that correlate strongly with one another. */
export interface GroupImportance {
  readonly features: readonly string[];
  /** The drop in test accuracy when all of them are shuffled together, for each forest. */
  readonly together: readonly number[];
}

/** Two features count as nearly redundant from this correlation on, whatever its sign: they share half of their variance. */
export const STRONG_CORRELATION = 0.7;

export interface ForestImportancesOptions {
  readonly units: readonly SplitUnit[];
  /** The number of forests. */
  readonly forests: number;
  readonly seed: number;
}

/**
 * Trains several forests of 100 trees with each way to split and computes their feature importances.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const [found] = await forestImportances(clips!, { units: ["row"], forests: 2, seed: 1 });
 * const [shares] = found!.impurity;
 * found!.features[shares!.indexOf(Math.max(...shares!))]; // => "mfcc1_mean"
 */
export async function forestImportances(
  { table }: ReportTable,
  { units, forests, seed }: ForestImportancesOptions,
): Promise<ForestImportances[]> {
  const { X, features } = table;
  const alike = correlatedGroups(correlationMatrix(X), STRONG_CORRELATION).filter(({ length }) => length > 1);
  const sets = [...features.map((_, column) => [column]), ...alike];
  const found: ForestImportances[] = [];
  for (const by of units) {
    const parts = takeSplit(table, reportSplit(table, { by, seed }));
    const impurity: Float64Array[] = [];
    const falls: Float64Array[] = [];
    const testAccuracy: number[] = [];
    for (let i = 0; i < forests; i++) {
      const forest = new RandomForestClassifier({ seed: seed + i });
      const { scaler, testAccuracy: accuracy } = await evaluate(forest, parts);
      impurity.push(forest.featureImportances);
      const testX = scaler!.transform(parts.test.X);
      falls.push(await permutationImportance(forest, testX, parts.test.y, { seed: seed + i, repeats: 1, sets }));
      testAccuracy.push(accuracy);
    }
    found.push({
      by,
      features,
      impurity,
      permutation: falls.map((list) => list.subarray(0, features.length)),
      groups: alike.map((columns, g) => ({
        features: columns.map((column) => features[column]!),
        together: falls.map((list) => list[features.length + g]!),
      })),
      testAccuracy,
    });
  }
  return found;
}

/** The mean over the forests, one number per feature. */
export function meanImportance(lists: readonly ArrayLike<number>[]): number[] {
  return Array.from(lists[0]!, (_, feature) => lists.reduce((sum, list) => sum + list[feature]!, 0) / lists.length);
}
