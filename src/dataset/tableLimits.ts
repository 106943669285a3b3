import { FEATURES, MEAN_FEATURES } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";

/** With fewer rows, some part of the report's split has only a row or two. */
const LEAST_ROWS = 20;
/** The most names to list in one sentence. */
const LISTED = 12;

/** What a table lacks, and what the notebooks can't do with it, one sentence each; meant to be shown before they run. */
export function tableLimits({ features, label }: Pick<FeatureTable, "features" | "label">): string[] {
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
  const genres = new Set(label);
  if (genres.size === 1) {
    limits.push(`all rows are of one genre, ${label[0]!}: there is nothing to tell apart, and no model can be trained`);
  } else if (label.length < LEAST_ROWS) {
    limits.push(
      `there are ${label.length} rows only: too few to hold some out and to train and test on the rest; expected ${LEAST_ROWS} at the least`,
    );
  }
  return limits;
}

/** A single word for the variances if all of them are missing. */
function inWords(missing: readonly string[]): string {
  const variances = FEATURES.filter((name) => !MEAN_FEATURES.includes(name));
  const all = variances.every((name) => missing.includes(name));
  const names = all ? ["all variances", ...missing.filter((name) => !variances.includes(name))] : missing;
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : "";
  return names.slice(0, LISTED).join(", ") + more;
}
