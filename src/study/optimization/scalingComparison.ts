import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { type AccuracyGain, accuracyGain, evaluate, type Evaluation } from "../../models/index.ts";
import { type ReportModel, type ReportTable, resampledWith, splitUnits } from "../common/index.ts";

/** One model with one way to split, on features as they are and on standardised ones. Both see the same rows. */
export interface ScalingCell {
  readonly model: ReportModel;
  readonly by: SplitUnit;
  readonly unscaled: Evaluation;
  readonly scaled: Evaluation;
  /** What scaling adds to the test accuracy. */
  readonly gain: AccuracyGain;
}

/** Trains and tests every model on unscaled and on scaled features, with each way to split. */
export async function scalingComparison(
  { table }: ReportTable,
  models: readonly ReportModel[],
  { seed }: { readonly seed: number },
): Promise<ScalingCell[]> {
  const cells: ScalingCell[] = [];
  for (const by of splitUnits(table)) {
    const split = reportSplit(table, { by, seed });
    const parts = takeSplit(table, split);
    const groups = takeItems(resampledWith(table), split.test);
    for (const model of models) {
      const unscaled = await evaluate(model.create(), parts, { scale: false });
      const scaled = await evaluate(model.create(), parts);
      const gain = accuracyGain(scaled.actual, unscaled.predicted, scaled.predicted, groups, { seed });
      cells.push({ model, by, unscaled, scaled, gain });
    }
  }
  return cells;
}
