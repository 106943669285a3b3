import type { FeatureTable } from "../../dataset/index.ts";
import { featureColumn } from "../common/index.ts";

/** A feature and its share of the sum of all features' variances. */
export interface VarianceShare {
  readonly feature: string;
  readonly share: number;
}

/**
 * Which features dominate Euclidean distances when nothing is scaled, largest first. The expected squared distance between two rows is
 * twice the sum of the variances, so a feature's share of that sum is its share of the distance.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { varianceShares } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * varianceShares(clips!.table)[0]; // => { feature: "rolloff_mean", share: 0.742 }
 */
export function varianceShares(table: FeatureTable): VarianceShare[] {
  const variances = table.features.map((feature) => variance(featureColumn(table, feature)));
  const total = variances.reduce((sum, value) => sum + value, 0);
  return table.features
    .map((feature, column) => ({ feature, share: total > 0 ? variances[column]! / total : 0 }))
    .sort((a, b) => b.share - a.share);
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
