import { wilsonInterval } from "../../models/index.ts";
import type { GridCell } from "./accuracyGrid.ts";
import { ACCURACIES } from "../published/index.ts";
import { accuracyFigure, figureId, type MeasuredFigure } from "../judge/index.ts";

/**
 * The report's accuracies of one table, train and test, with each way to split. Where the grid has not that table, each is there
 * without a value.
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

/** Of artists, or tracks, whose rows are right or wrong together, each counts once. */
function trainFigure(id: string, { evaluation, by, trainGroups }: GridCell): MeasuredFigure {
  const { trainAccuracy, trainRows } = evaluation;
  const interval = wilsonInterval(trainAccuracy * trainGroups, trainGroups);
  return { id: figureId(id, by), measured: trainAccuracy, interval, rows: trainRows };
}
