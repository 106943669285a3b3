import { classificationReport, type Scores } from "../../models/index.ts";
import type { GridCell } from "./accuracyGrid.ts";
import { REPORT_FIGURES } from "../published/index.ts";
import { figureId, type MeasuredFigure, resampleReport } from "../judge/index.ts";

/**
 * The cells of the report's classification report of a model on the 3-second table, with each way to split: scores with intervals, and
 * supports for random rows only. If the table or a genre is missing, the figures are there without values.
 */
export function classificationFigures(
  grid: readonly GridCell[],
  model: "lr" | "knn" | "rf",
  { seed }: { readonly seed: number },
): MeasuredFigure[] {
  const own = REPORT_FIGURES.filter(({ id }) => id.startsWith(`report.${model}.`));
  const cells = grid.filter((cell) => cell.table.id === "3s" && cell.model.id === model);
  if (cells.length === 0) {
    return own.map(({ id }) => ({ id, measured: null, note: "This source has no 3-second table." }));
  }
  return cells.flatMap((cell) => {
    const { by, evaluation, testGroup } = cell;
    const scores = scoresByName(cell);
    const intervals = resampleReport({ ...evaluation, track: testGroup }, { seed });
    return own.flatMap(({ id }): MeasuredFigure[] => {
      const name = id.slice(`report.${model}.`.length);
      if (by !== "row" && name.endsWith("support")) return [];
      const measured = scores.get(name);
      if (measured === undefined) {
        const genre = name.slice(0, name.lastIndexOf("."));
        return by === "row" ? [{ id, measured: null, note: `The test part has no row of ${genre}.` }] : [];
      }
      const interval = intervals.get(name);
      return [{ id: figureId(id, by), measured, ...(interval ? { interval, rows: evaluation.actual.length } : {}) }];
    });
  });
}

/** The cells of a classification report, keyed by the rest of their id: "Folk.recall", "macro-avg.support", "accuracy". */
function scoresByName({ evaluation }: GridCell): ReadonlyMap<string, number> {
  const { classes, macroAvg, weightedAvg, support, correct } = classificationReport(
    evaluation.actual,
    evaluation.predicted,
  );
  const line = (name: string, scores: Scores, rows: number): [string, number][] => [
    [`${name}.precision`, scores.precision],
    [`${name}.recall`, scores.recall],
    [`${name}.f1-score`, scores.f1Score],
    [`${name}.support`, rows],
  ];
  return new Map([
    ...classes.filter((one) => one.support > 0).flatMap((one) => line(String(one.label), one, one.support)),
    ...line("macro-avg", macroAvg, support),
    ...line("weighted-avg", weightedAvg, support),
    ["accuracy", correct / support],
    ["accuracy.support", support],
  ]);
}
