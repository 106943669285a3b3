import { takeItems } from "../../ground/index.ts";
import { accuracyInterval, confusionMatrix } from "../../models/index.ts";
import type { GridCell } from "./accuracyGrid.ts";
import { CONFUSION_COUNTS, CONFUSION_FIGURES, GENRES } from "../published/index.ts";
import type { MeasuredFigure } from "../judge/index.ts";

/** The cells of the forest's confusion matrix on random rows of the 3-second table, each as a share of its row. */
export function confusionFigures(grid: readonly GridCell[], { seed }: { readonly seed: number }): MeasuredFigure[] {
  const cell = grid.find(({ table, model, by }) => table.id === "3s" && model.id === "rf" && by === "row");
  const { actual = [], predicted = [] } = cell?.evaluation ?? {};
  const counts = cell
    ? confusionMatrix(actual, predicted, GENRES).counts
    : CONFUSION_COUNTS.map((row) => row.map(() => 0));
  return CONFUSION_FIGURES.map(({ id }, at): MeasuredFigure => {
    const genre = GENRES[Math.floor(at / GENRES.length)]!;
    const total = actual.filter((label) => label === genre).length;
    if (!cell || total === 0) {
      const note = cell ? `The test part has no row of ${genre}.` : "This source has no 3-second table.";
      return { id, measured: null, note };
    }
    const count = counts.flat()[at]!;
    const rows = [...actual.keys()].filter((row) => actual[row] === genre);
    const taken = rows.map((row) => predicted[row] === GENRES[at % GENRES.length]);
    const interval = accuracyInterval(taken, takeItems(cell.testGroup, rows), { seed });
    return { id, measured: count / total, interval, rows: total };
  });
}
