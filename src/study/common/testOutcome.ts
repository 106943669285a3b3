import type { SplitUnit } from "../../dataset/index.ts";
import type { Label } from "../../models/index.ts";

/** How a model did on each row of a test part. All lists run along its rows. */
export interface TestOutcome {
  readonly actual: readonly Label[];
  readonly predicted: readonly Label[];
  /** The track of each row, or whatever else is drawn as a whole. */
  readonly track: readonly unknown[];
  /** What the split kept together. */
  readonly by: SplitUnit;
}
