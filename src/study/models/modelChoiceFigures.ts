import { classificationReport } from "../../models/index.ts";
import { cellsOf, type GridCell } from "./accuracyGrid.ts";
import type { NeighboursSweep } from "./neighboursSweep.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import { figureId, type MeasuredFigure } from "../judge/index.ts";
import { findPublished } from "../published/index.ts";

/** The best k of the 3-second table with each way to split; the sweeps must be on that table. */
export function bestKFigures(sweeps: readonly NeighboursSweep[] | undefined): MeasuredFigure[] {
  if (!sweeps) return [{ id: "best-k.3s", measured: null, note: "This source has no 3-second table." }];
  const published = findPublished("best-k.3s")!.statements[0].value as number;
  return sweeps.map(({ by, best, points, plateau }) => ({
    id: figureId("best-k.3s", by),
    measured: best.k,
    // The published k is one of several that can't be told from the best.
    unsure: plateau.length > 1 && plateau.includes(published),
    note: `Of k = ${points.map(({ k }) => k).join(", ")}.`,
  }));
}

/** What sections 2 and 3 conclude from the accuracies, checked against those measured with each way to split. */
export function claimFigures(grid: readonly GridCell[]): MeasuredFigure[] {
  const units = [...new Set(grid.filter(({ table }) => table.id === "3s").map(({ by }) => by))];
  const ids = ["claims.3s-trains-better", "claims.knn-best", "claims.lr-last"] as const;
  if (units.length === 0) return ids.map((id) => ({ id, measured: null, note: "This source has no 3-second table." }));
  return ids.flatMap((id) =>
    units.map((by): MeasuredFigure => {
      const measured = CLAIMS[id](grid, by);
      return {
        id: figureId(id, by),
        measured,
        ...(measured === null ? { note: "This source has no 30-second table to compare with." } : {}),
      };
    }),
  );
}

const CLAIMS = {
  /** Every model scores higher on the 3-second table. */
  "claims.3s-trains-better": (grid: readonly GridCell[], by: SplitUnit): boolean | null => {
    const pairs = at(grid, "3s", by).map((cell) => ({
      short: cell,
      long: cellsOf(grid, { table: "30s", model: cell.model.id }).find((other) => other.by === by),
    }));
    if (pairs.some(({ long }) => !long)) return null;
    return pairs.every(({ short, long }) => short.evaluation.testAccuracy > long!.evaluation.testAccuracy);
  },
  /** No model has a higher train or test accuracy. */
  "claims.knn-best": (grid: readonly GridCell[], by: SplitUnit): boolean => {
    const knn = at(grid, "3s", by).find(({ model }) => model.id === "knn")!.evaluation;
    return at(grid, "3s", by).every(
      ({ evaluation }) => evaluation.trainAccuracy <= knn.trainAccuracy && evaluation.testAccuracy <= knn.testAccuracy,
    );
  },
  /** No model has a lower test accuracy or macro precision. */
  "claims.lr-last": (grid: readonly GridCell[], by: SplitUnit): boolean => {
    const lr = at(grid, "3s", by).find(({ model }) => model.id === "lr")!;
    return at(grid, "3s", by).every(
      (cell) =>
        cell.evaluation.testAccuracy >= lr.evaluation.testAccuracy && macroPrecision(cell) >= macroPrecision(lr),
    );
  },
} as const;

function at(grid: readonly GridCell[], table: string, by: SplitUnit): GridCell[] {
  return grid.filter((cell) => cell.table.id === table && cell.by === by);
}

function macroPrecision({ evaluation }: GridCell): number {
  return classificationReport(evaluation.actual, evaluation.predicted).macroAvg.precision;
}
