import { reportSplit } from "../../src/dataset/reportSplit.ts";
import { takeSplit } from "../../src/dataset/takeRows.ts";
import { takeItems } from "../../src/ground/index.ts";
import { evaluate } from "../../src/models/evaluate.ts";
import { accuracyGain } from "../../src/models/selection/accuracyGain.ts";
import type { ReportModel } from "../../src/models/reportModels.ts";
import type { ReportTable } from "../../src/study/common/reportTable.ts";
import { resampledWith } from "../../src/study/common/testOutcome.ts";
import { splitUnits } from "../../src/study/common/splitUnits.ts";
import type { ScalingCell } from "../../src/study/optimization/scalingChart.ts";

/** Trains and tests every model on unscaled and on scaled features, with each way to split, as notebook 03 does it. */
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
