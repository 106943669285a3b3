import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { evaluate, permutationImportance, RandomForestClassifier } from "../../models/index.ts";
import {
  correlationMatrix,
  featureName,
  formatGain,
  listInWords,
  type ReportTable,
  resampledWith,
  SPLIT_NAMES,
  type Table,
  table,
} from "../common/index.ts";
import { type ImportanceEvidence, importanceEvidence } from "./importanceEvidence.ts";

/** How much forests that differ only in their seed rely on each feature, with one way to split. */
export interface ForestImportances {
  readonly by: SplitUnit;
  readonly features: readonly string[];
  /** Each feature's share of the decrease of Gini impurity in training: one list per forest, which sums to 1. */
  readonly impurity: readonly Float64Array[];
  /** The drop in test accuracy when a feature is shuffled in the test part: one list per forest. */
  readonly permutation: readonly Float64Array[];
  /** What the artists, or tracks, of the test part show of these drops. */
  readonly evidence: ImportanceEvidence;
  /** The same for groups of nearly redundant features, shuffled together. */
  readonly groups: readonly GroupImportance[];
}

/** Features that correlate strongly with one another. */
export interface GroupImportance {
  readonly features: readonly string[];
  /** The drop in test accuracy when all of them are shuffled together, for each forest. */
  readonly together: readonly number[];
}

/** Two features count as nearly redundant from this correlation on, whatever its sign: they share half of their variance. */
export const STRONG_CORRELATION = 0.7;

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
  { units, forests, seed }: { readonly units: readonly SplitUnit[]; readonly forests: number; readonly seed: number },
): Promise<ForestImportances[]> {
  const { X, features } = table;
  const alike = correlatedGroups(correlationMatrix(X), STRONG_CORRELATION).filter(({ length }) => length > 1);
  const sets = [...features.map((_, column) => [column]), ...alike];
  const found: ForestImportances[] = [];
  for (const by of units) {
    const split = reportSplit(table, { by, seed });
    const parts = takeSplit(table, split);
    const impurity: Float64Array[] = [];
    const falls: Float64Array[] = [];
    const costs = features.map(() => new Float64Array(parts.test.y.length));
    for (let i = 0; i < forests; i++) {
      const forest = new RandomForestClassifier({ seed: seed + i });
      const { scaler } = await evaluate(forest, parts);
      impurity.push(forest.featureImportances);
      const testX = scaler!.transform(parts.test.X);
      const { importances, drops } = await permutationImportance(forest, testX, parts.test.y, {
        seed: seed + i,
        repeats: 1,
        sets,
      });
      falls.push(importances);
      costs.forEach((rows, feature) => rows.forEach((_, row) => (rows[row]! += drops[feature]![row]! / forests)));
    }
    found.push({
      by,
      features,
      impurity,
      permutation: falls.map((list) => list.subarray(0, features.length)),
      evidence: importanceEvidence(costs, takeItems(resampledWith(table), split.test), { seed }),
      groups: alike.map((columns, g) => ({
        features: columns.map((column) => features[column]!),
        together: falls.map((list) => list[features.length + g]!),
      })),
    });
  }
  return found;
}

/** The mean over the forests, one number per feature. */
export function meanImportance(lists: readonly ArrayLike<number>[]): number[] {
  return Array.from(lists[0]!, (_, feature) => lists.reduce((sum, list) => sum + list[feature]!, 0) / lists.length);
}

/**
 * Groups features so that within a group every pair correlates at least as strongly as the threshold, whatever the sign (agglomerative
 * clustering with complete linkage). A group's columns ascend; groups are ordered by their first columns.
 */
export function correlatedGroups(correlations: readonly (readonly number[])[], threshold: number): number[][] {
  const groups = correlations.map((_, column) => [column]);
  const weakest = (a: readonly number[], b: readonly number[]): number =>
    Math.min(...a.flatMap((i) => b.map((j) => Math.abs(correlations[i]![j]!))));
  for (;;) {
    const pairs = groups.flatMap((first, a) =>
      groups.slice(0, a).map((second, b) => ({ a, b, link: weakest(first, second) })),
    );
    const strongest = pairs.reduce((best, pair) => (pair.link > best.link ? pair : best), { a: 0, b: 0, link: -1 });
    if (strongest.link < threshold) break;
    const [merged] = groups.splice(strongest.a, 1);
    groups[strongest.b] = [...groups[strongest.b]!, ...merged!].sort((i, j) => i - j);
  }
  return groups.sort((a, b) => a[0]! - b[0]!);
}

/**
 * What shuffling groups of nearly redundant features costs, in points of accuracy: the most any of them costs alone, the sum of what
 * each costs alone, and what all cost together.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { featureGroupsTable, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 1, seed: 1 });
 * const { text } = featureGroupsTable(importances, clips!.source);
 * text.split("\n").at(-1); // => "Spectral centroid, Spectral bandwidth, Spectral roll-off and MFCC 2 …"
 */
export function featureGroupsTable(importances: readonly ForestImportances[], source: string): Table {
  const groups = importances[0]!.groups;
  return table({
    caption: `Accuracy lost, in points, when features that correlate by ${STRONG_CORRELATION} or more are shuffled one at a time and together.`,
    source,
    columns: [
      { heading: "features", prose: true },
      ...importances.flatMap(({ by }) =>
        ["most alone", "sum alone", "together"].map((heading) => ({ heading, group: SPLIT_NAMES[by], numeric: true })),
      ),
    ],
    rows: groups.map(({ features }, g) => [
      listInWords(features.map((feature) => featureName(feature).title)),
      ...importances.flatMap((own) => {
        const means = meanImportance(own.permutation);
        const alone = features.map((feature) => means[own.features.indexOf(feature)]!);
        const together = own.groups[g]!.together;
        const mean = together.reduce((sum, value) => sum + value, 0) / together.length;
        return [
          formatGain(-Math.max(...alone), 1),
          formatGain(-alone.reduce((sum, value) => sum + value, 0), 1),
          { text: formatGain(-mean, 1), strong: true as const },
        ];
      }),
    ]),
  });
}
