import { MEAN_FEATURES } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";

/** What the notebooks can't do with a table that can be read, one sentence each; to be said before they are run. */
export function tableLimits({ features }: Pick<FeatureTable, "features">): string[] {
  const kept = features.filter((name) => MEAN_FEATURES.includes(name));
  const limits: string[] = [];
  if (kept.length === 0) {
    limits.push(
      `the table has variances only (${features.join(", ")}): the report drops these, so the notebooks have nothing to work on; add a mean, such as rms_mean`,
    );
  } else if (kept.length === 1) {
    limits.push(
      `besides variances the table has one feature only, ${kept[0]!}: what compares features (correlations, principal components) can't be done`,
    );
  }
  return limits;
}
