import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { accuracyInterval, evaluate, type Evaluation, type Interval } from "../../models/index.ts";
import { type ReportModel, type ReportTable, resampledWith, splitUnits } from "../common/index.ts";

/** One model on one table with one way to split. */
export interface GridCell {
  readonly table: ReportTable;
  readonly model: ReportModel;
  readonly by: SplitUnit;
  readonly evaluation: Evaluation;
  /** How many tracks the test part has: what a score by track rests on. */
  readonly testTracks: number;
  /** How many artists the training part has; tracks, where artists are unknown. */
  readonly trainGroups: number;
  /** What each test row is drawn with when intervals draw rows again: see `resampledWith`. */
  readonly testGroup: readonly string[];
  /** Where the test accuracy would fall with other artists, or tracks, to test on, at 95 %. */
  readonly interval: Interval;
}

/**
 * Trains and tests every model on every table by the report's protocol, each with random rows, by track, and by artist where artists are
 * known. The models of one table and way to split see the same rows.
 */
export async function accuracyGrid(
  tables: readonly ReportTable[],
  models: readonly ReportModel[],
  { seed }: { readonly seed: number },
): Promise<GridCell[]> {
  const cells: GridCell[] = [];
  for (const reportTable of tables) {
    const { table } = reportTable;
    for (const by of splitUnits(table)) {
      const split = reportSplit(table, { by, seed });
      const parts = takeSplit(table, split);
      const resampled = resampledWith(table);
      const testGroup = takeItems(resampled, split.test);
      const trainGroups = new Set(takeItems(resampled, split.train)).size;
      const testTracks = new Set(takeItems(table.track, split.test)).size;
      for (const model of models) {
        const evaluation = await evaluate(model.create(), parts);
        const correct = evaluation.actual.map((label, row) => label === evaluation.predicted[row]);
        const interval = accuracyInterval(correct, testGroup, { seed });
        cells.push({ table: reportTable, model, by, evaluation, testTracks, trainGroups, testGroup, interval });
      }
    }
  }
  return cells;
}

/** The cells of one model on one table, in the order of the ways to split. */
export function cellsOf(
  grid: readonly GridCell[],
  { table, model }: { readonly table: string; readonly model: string },
): GridCell[] {
  return grid.filter((cell) => cell.table.id === table && cell.model.id === model);
}
