import { reportSplit, type SplitUnit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { evaluate, type Evaluation, type Interval, wilsonInterval } from "../../models/index.ts";
import {
  formatPercent,
  outcomeScore,
  type ReportModel,
  type ReportTable,
  resampledWith,
  SPLIT_NAMES,
  splitUnits,
  table,
  type Table,
  type TableCell,
} from "../common/index.ts";
import { accuracyFigure, figureId, type MeasuredFigure } from "../judge/index.ts";
import { ACCURACIES, publishedAccuracy } from "../published/index.ts";

/** One model on one table with one way to split. */
export interface GridCell {
  readonly table: ReportTable;
  readonly model: ReportModel;
  readonly by: SplitUnit;
  readonly evaluation: Evaluation;
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
      for (const model of models) {
        const evaluation = await evaluate(model.create(), parts);
        const { interval } = outcomeScore({ ...evaluation, track: testGroup }, { seed });
        cells.push({ table: reportTable, model, by, evaluation, trainGroups, testGroup, interval });
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

/**
 * The report's table of accuracy scores for one of its two tables: each model's train and test accuracy, published and measured with
 * each way to split.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels, reportTables } from "../src/study/common/index.ts";
 * import { accuracyGrid, accuracyTable } from "../src/study/models/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const grid = await accuracyGrid([segments!], reportModels().slice(1, 2), { seed: 1 });
 * const { text } = accuracyTable(grid, "3s");
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["KNN (k=3)", "91 %", "80 %", "97.6 %", "90.0 %", "99.1 %", "18.6 %", "98.4 %", "20.0 %"]
 */
export function accuracyTable(grid: readonly GridCell[], id: "30s" | "3s"): Table {
  const cells = grid.filter((cell) => cell.table.id === id);
  const units = [...new Set(cells.map(({ by }) => by))];
  const models = [...new Map(cells.map(({ model }) => [model.id, model])).values()];
  const groups = ["published", ...units.map((by) => SPLIT_NAMES[by])];
  const rows = models.map((model): TableCell[] => [
    model.name,
    ...(["train", "test"] as const).map((part) => {
      const value = publishedAccuracy(id, model.id, part);
      return value === undefined ? "–" : formatPercent(value);
    }),
    ...cellsOf(cells, { table: id, model: model.id }).flatMap(({ evaluation }): TableCell[] => [
      formatPercent(evaluation.trainAccuracy, 1),
      { text: formatPercent(evaluation.testAccuracy, 1), strong: true },
    ]),
  ]);
  const { title, source } = cells[0]!.table;
  return table({
    caption: `Accuracy of each model on the ${title}.`,
    source,
    columns: [
      { heading: "model" },
      ...groups.flatMap((group) => [
        { heading: "train", group, numeric: true, minor: groups.length > 2 },
        { heading: "test", group, numeric: true },
      ]),
    ],
    rows,
  });
}

/**
 * The report's accuracies for one table, train and test, with each way to split. If the grid doesn't have that table, the figures are
 * there without values.
 */
export function accuracyFigures(
  grid: readonly GridCell[],
  table: "30s" | "3s",
  { seed }: { readonly seed: number },
): MeasuredFigure[] {
  const own = ACCURACIES.filter(({ id }) => id.startsWith(`accuracy.${table}.`));
  return own.flatMap(({ id }): MeasuredFigure[] => {
    const [, , model, part] = id.split(".");
    const cells = grid.filter((cell) => cell.table.id === table && cell.model.id === model);
    if (cells.length === 0) {
      return [{ id, measured: null, note: `This source has no ${table.replace("s", "-second")} table.` }];
    }
    return cells.map((cell) =>
      part === "test"
        ? accuracyFigure(id, { ...cell.evaluation, track: cell.testGroup, by: cell.by }, { seed })
        : trainFigure(id, cell),
    );
  });
}

/** Counts each artist, or track, once, since its rows are right or wrong together. */
function trainFigure(id: string, { evaluation, by, trainGroups }: GridCell): MeasuredFigure {
  const { trainAccuracy, trainRows } = evaluation;
  const interval = wilsonInterval(trainAccuracy * trainGroups, trainGroups);
  return { id: figureId(id, by), measured: trainAccuracy, interval, rows: trainRows };
}
