import type { SplitUnit } from "../../dataset/index.ts";
import type { Label } from "../../models/index.ts";

/** A model's result on each row of a test part. All lists have one entry per row. */
export interface TestOutcome {
  readonly actual: readonly Label[];
  readonly predicted: readonly Label[];
  /** Each row's track, or whatever else is resampled as a whole. */
  readonly track: readonly unknown[];
  /** What the split kept together. */
  readonly by: SplitUnit;
}
