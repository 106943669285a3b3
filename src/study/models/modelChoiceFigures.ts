import { accuracyGain, classificationReport, type Interval } from "../../models/index.ts";
import { cellsOf, type GridCell } from "./accuracyGrid.ts";
import type { NeighboursSweep } from "./neighboursSweep.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import { jointConfidence } from "../common/index.ts";
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

/**
 * What sections 2 and 3 conclude from the accuracies, checked against those measured with each way to split. A claim that is true or
 * false of the scores is unsure unless their intervals, or those of the models' differences on the same rows, say the same.
 */
export function claimFigures(grid: readonly GridCell[], { seed }: { readonly seed: number }): MeasuredFigure[] {
  const units = [...new Set(grid.filter(({ table }) => table.id === "3s").map(({ by }) => by))];
  const ids = ["claims.3s-trains-better", "claims.knn-best", "claims.lr-last"] as const;
  if (units.length === 0) return ids.map((id) => ({ id, measured: null, note: "This source has no 3-second table." }));
  return ids.flatMap((id) =>
    units.map((by): MeasuredFigure => {
      const claim = CLAIMS[id](grid, by, seed);
      if (claim !== null) return { id: figureId(id, by), ...claim };
      const note = grid.some(({ table }) => table.id === "30s")
        ? "The 30-second table has one row a track: its random rows are whole tracks, and no other split of tracks stands beside this."
        : "This source has no 30-second table to compare with.";
      return { id: figureId(id, by), measured: null, note };
    }),
  );
}

interface Claim {
  readonly measured: boolean;
  readonly unsure: boolean;
}

const CLAIMS = {
  /** Every model scores higher on the 3-second table. */
  "claims.3s-trains-better": (grid: readonly GridCell[], by: SplitUnit): Claim | null => {
    const pairs = at(grid, "3s", by).map((cell) => ({
      short: cell,
      long: cellsOf(grid, { table: "30s", model: cell.model.id }).find((other) => other.by === by),
    }));
    if (pairs.some(({ long }) => !long)) return null;
    return claimOf(
      pairs.every(({ short, long }) => short.evaluation.testAccuracy > long!.evaluation.testAccuracy),
      pairs.map(({ short, long }) => ({
        low: short.interval.low - long!.interval.high,
        high: short.interval.high - long!.interval.low,
      })),
    );
  },
  /** No model has a higher train or test accuracy. Training accuracies are what they are; only those of the test are samples. */
  "claims.knn-best": (grid: readonly GridCell[], by: SplitUnit, seed: number): Claim => {
    const [knn, others] = apart(grid, by, "knn");
    if (others.some(({ evaluation }) => evaluation.trainAccuracy > knn.evaluation.trainAccuracy)) {
      return { measured: false, unsure: false };
    }
    return claimOf(
      others.every(({ evaluation }) => evaluation.testAccuracy <= knn.evaluation.testAccuracy),
      leads(
        others.map((other) => [knn, other] as const),
        seed,
      ),
    );
  },
  /** No model has a lower test accuracy or macro precision. Whether that is sure is told by the accuracies. */
  "claims.lr-last": (grid: readonly GridCell[], by: SplitUnit, seed: number): Claim => {
    const [lr, others] = apart(grid, by, "lr");
    return claimOf(
      others.every(
        (cell) =>
          cell.evaluation.testAccuracy >= lr.evaluation.testAccuracy && macroPrecision(cell) >= macroPrecision(lr),
      ),
      leads(
        others.map((other) => [other, lr] as const),
        seed,
      ),
    );
  },
} as const;

/** A claim that every difference is positive. `intervals`: of the differences, that all hold together. */
function claimOf(measured: boolean, intervals: readonly Interval[]): Claim {
  const shown = measured ? intervals.every(({ low }) => low > 0) : intervals.some(({ high }) => high < 0);
  return { measured, unsure: !shown };
}

/** The intervals of how far the first of two models is ahead on the same test rows; they hold together (Bonferroni). */
function leads(compared: readonly (readonly [GridCell, GridCell])[], seed: number): Interval[] {
  const confidence = jointConfidence(compared.length);
  return compared.map(([{ evaluation, testGroup }, behind]) => {
    const { actual, predicted } = evaluation;
    return accuracyGain(actual, behind.evaluation.predicted, predicted, testGroup, { seed, confidence }).interval;
  });
}

/** One model's cell of the 3-second table, and the others'. */
function apart(grid: readonly GridCell[], by: SplitUnit, id: string): [GridCell, GridCell[]] {
  const cells = at(grid, "3s", by);
  return [cells.find(({ model }) => model.id === id)!, cells.filter(({ model }) => model.id !== id)];
}

function at(grid: readonly GridCell[], table: string, by: SplitUnit): GridCell[] {
  return grid.filter((cell) => cell.table.id === table && cell.by === by);
}

function macroPrecision({ evaluation }: GridCell): number {
  return classificationReport(evaluation.actual, evaluation.predicted).macroAvg.precision;
}
