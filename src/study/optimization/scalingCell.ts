import type { SplitUnit } from "../../dataset/index.ts";
import type { AccuracyGain, Evaluation } from "../../models/index.ts";
import type { ReportModel } from "../common/index.ts";

/** One model with one way to split, on unscaled and on standardised features. Both see the same rows. */
export interface ScalingCell {
  readonly model: ReportModel;
  readonly by: SplitUnit;
  readonly unscaled: Evaluation;
  readonly scaled: Evaluation;
  /** What scaling adds to the test accuracy. */
  readonly gain: AccuracyGain;
}
