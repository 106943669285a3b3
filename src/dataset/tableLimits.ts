import { FEATURES, MEAN_FEATURES } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";

/** Names that are listed in one sentence. */
const LISTED = 12;

/** What a table lacks, and what the notebooks can't do with it, one sentence each; to be said before they are run. */
export function tableLimits({ features }: Pick<FeatureTable, "features">): string[] {
  const missing = FEATURES.filter((name) => !features.includes(name));
  const kept = features.filter((name) => MEAN_FEATURES.includes(name));
  const limits: string[] = [];
  if (missing.length > 0)
    limits.push(`${missing.length} of ${FEATURES.length} features are missing: ${inWords(missing)}`);
  if (kept.length === 0) {
    limits.push(
      "all features are variances: the report drops these, so the notebooks have nothing to work on; add a mean, such as rms_mean",
    );
  } else if (kept.length === 1) {
    limits.push(
      `without variances one feature is left, ${kept[0]!}: what compares features (correlations, principal components) can't be done`,
    );
  }
  return limits;
}

/** The variances in one word, where all are missing. */
function inWords(missing: readonly string[]): string {
  const variances = FEATURES.filter((name) => !MEAN_FEATURES.includes(name));
  const all = variances.every((name) => missing.includes(name));
  const names = all ? ["all variances", ...missing.filter((name) => !variances.includes(name))] : missing;
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : "";
  return names.slice(0, LISTED).join(", ") + more;
}
