import type { FeatureTable } from "../../dataset/index.ts";
import { featureColumn, rowsByGenre } from "../common/index.ts";

/** How well one feature alone separates the genres. */
export interface FeatureSeparation {
  readonly feature: string;
  /** The share of its variance that lies between genres (eta squared, from one-way analysis of variance), 0 to 1. */
  readonly share: number;
}

/**
 * A table's features, the one that separates genres best first. A feature that doesn't vary has a share of 0.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { featureSeparation } from "../src/study/exploration/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * featureSeparation(clips!.table)[0]; // => { feature: "rms_mean", share: 0.323 }
 */
export function featureSeparation(table: FeatureTable): FeatureSeparation[] {
  const genres = [...rowsByGenre(table).values()];
  return table.features
    .map((feature) => ({ feature, share: etaSquared(featureColumn(table, feature), genres) }))
    .sort((a, b) => b.share - a.share);
}

function etaSquared(values: Float64Array, groups: readonly (readonly number[])[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const between = groups.reduce((sum, rows) => {
    const groupMean = rows.reduce((groupSum, row) => groupSum + values[row]!, 0) / rows.length;
    return sum + rows.length * (groupMean - mean) ** 2;
  }, 0);
  return total > 0 ? between / total : 0;
}
