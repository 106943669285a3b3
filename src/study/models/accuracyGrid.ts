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
  /** Tracks in the test part: what a score by track rests on. */
  readonly testTracks: number;
  /** Artists in the training part; tracks if artists are unknown. */
  readonly trainGroups: number;
  /** The group each test row is resampled with; see `resampledWith`. */
  readonly testGroup: readonly string[];
  /** The 95 % interval of the test accuracy under resampling of the test artists, or tracks. */
  readonly interval: Interval;
}

/**
 * Trains and tests every model on every table by the report's protocol: on random rows, by track, and by artist if artists are known.
 * Models of the same table and way to split see the same rows.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels, reportTables } from "../src/study/common/index.ts";
 * import { accuracyGrid } from "../src/study/models/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const [, knn] = reportModels();
 * const grid = await accuracyGrid([segments!], [knn!], { seed: 1 });
 * grid.map(({ by, evaluation }) => [by, evaluation.testAccuracy]); // => [["row", 0.90], ["track", 0.186], ["artist", 0.20]]
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

/**
 * The cells of one model on one table, in the order of the ways to split.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels, reportTables } from "../src/study/common/index.ts";
 * import { accuracyGrid, cellsOf } from "../src/study/models/index.ts";
 * const { all } = reportTables(await loadSource(resolveSource("sample")));
 * const grid = await accuracyGrid(all, reportModels().slice(0, 2), { seed: 1 });
 * cellsOf(grid, { table: "3s", model: "knn" }).map(({ by }) => by); // => ["row", "track", "artist"]
 */
export function cellsOf(
  grid: readonly GridCell[],
  { table, model }: { readonly table: string; readonly model: string },
): GridCell[] {
  return grid.filter((cell) => cell.table.id === table && cell.model.id === model);
}
