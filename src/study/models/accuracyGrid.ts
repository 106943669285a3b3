import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { evaluate, type Evaluation } from "../../models/index.ts";
import { type ReportModel, type ReportTable, splitUnits } from "../common/index.ts";

/** One model on one table with one way to split. */
export interface GridCell {
  readonly table: ReportTable;
  readonly model: ReportModel;
  readonly by: SplitUnit;
  readonly evaluation: Evaluation;
  /** How many tracks the test part has: what a score by track rests on. */
  readonly testTracks: number;
  /** How many tracks the training part has. */
  readonly trainTracks: number;
  /** The track of each test row. */
  readonly testTrack: readonly string[];
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
      const testTrack = takeItems(table.track, split.test);
      const testTracks = new Set(testTrack).size;
      const trainTracks = new Set(takeItems(table.track, split.train)).size;
      for (const model of models) {
        const evaluation = await evaluate(model.create(), parts);
        cells.push({ table: reportTable, model, by, evaluation, testTracks, trainTracks, testTrack });
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
