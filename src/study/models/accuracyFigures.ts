import { wilsonInterval } from "../../models/index.ts";
import type { GridCell } from "./accuracyGrid.ts";
import { ACCURACIES } from "../published/index.ts";
import { accuracyFigure, figureId, type MeasuredFigure } from "../judge/index.ts";

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
