import { reportSplit } from "../../dataset/reportSplit.ts";
import type { SplitUnit } from "../../dataset/splitUnit.ts";
import { takeItems } from "../../dataset/takeRows.ts";
import { takeSplit } from "../../dataset/takeSplit.ts";
import { type Evaluation, evaluate } from "../../models/evaluate.ts";
import { type AccuracyGain, accuracyGain } from "../../models/selection/accuracyGain.ts";
import type { ReportTable } from "../common/reportTable.ts";
import { drawnGroups } from "./drawnGroups.ts";
import type { ReportModel } from "../common/reportModels.ts";
import { splitUnits } from "../common/splitUnits.ts";

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
    const groups = drawnGroups(by, takeItems(table.track, split.test));
    for (const model of models) {
      const unscaled = await evaluate(model.create(), parts, { scale: false });
      const scaled = await evaluate(model.create(), parts);
      const gain = accuracyGain(scaled.actual, unscaled.predicted, scaled.predicted, groups, { seed, draws: 1000 });
      cells.push({ model, by, unscaled, scaled, gain });
    }
  }
  return cells;
}
