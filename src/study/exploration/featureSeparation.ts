import type { FeatureTable } from "../../dataset/index.ts";
import { featureColumn, rowsByGenre } from "../common/index.ts";

/** How well one feature alone sets the genres apart. */
export interface FeatureSeparation {
  readonly feature: string;
  /** The share of its variance that lies between the genres (eta squared, of one-way analysis of variance), 0 to 1. */
  readonly share: number;
}

/** The features of a table, the one that sets genres apart best first. A feature that doesn't vary has a share of 0. */
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
