import type { SplitUnit } from "../../dataset/reportSplit.ts";
import { accuracy } from "../../models/accuracy.ts";
import { pairName } from "../analysis/choosePairs.ts";
import type { PairComparison } from "../analysis/pairComparison.ts";
import type { PairCell } from "../analysis/pairGrid.ts";
import { pooledOutcome } from "../analysis/pooledOutcome.ts";
import { formatPercent, listInWords } from "../formatNumber.ts";
import { BINARY_FIGURES, GENRE_PAIRS } from "../published/binaryPairs.ts";
import { accuracyFigure } from "./accuracyFigure.ts";
import { figureId } from "./figureId.ts";
import type { MeasuredFigure } from "./measuredFigure.ts";
import { resampleReport } from "./resampleReport.ts";

/**
 * What the report states of its binary models: accuracies, recalls and the claims drawn from them, with each way to split.
 * @param cells the pairs on the 3-second table; empty where there is none
 */
export function pairFigures(
  cells: readonly PairCell[],
  comparisons: readonly PairComparison[],
  { seed }: { readonly seed: number },
): MeasuredFigure[] {
  const units = [...new Set(cells.map(({ by }) => by))];
  const missing = GENRE_PAIRS.filter(({ id }) => !units.every((by) => at(cells, by, id).length > 0));
  if (units.length === 0) {
    return BINARY_FIGURES.map(({ id }) => ({ id, measured: null, note: "This source has no such pairs." }));
  }
  const lacking = `This source can't train and test ${listInWords(missing.map(pairName))}.`;
  return BINARY_FIGURES.flatMap(({ id }): MeasuredFigure[] => {
    const pair = GENRE_PAIRS.find((one) => id === `pairs.${one.id}.lr.test`);
    if (pair ? missing.includes(pair) : missing.length > 0) return [{ id, measured: null, note: lacking }];
    if (pair) return units.map((by) => accuracyFigure(id, model(at(cells, by, pair.id), "lr")[0]!.test, { seed }));
    return units.map((by) => MEASURES[id as keyof typeof MEASURES]({ id, by, cells: at(cells, by), comparisons, seed }));
  });
}

/** What the report left undone: all pairs' accuracy on the hold-out, and how models of all genres do when they are asked which of two. */
export function pairFurtherFigures(
  cells: readonly PairCell[],
  comparisons: readonly PairComparison[],
  { seed }: { readonly seed: number },
): MeasuredFigure[] {
  const held = comparisons.flatMap(({ model: { id, title }, by }) => {
    const outcomes = model(at(cells, by), id).flatMap(({ holdout }) => (holdout ? [holdout] : []));
    if (outcomes.length === 0) return [];
    const figure = accuracyFigure(`pairs.${id}.holdout`, pooledOutcome(outcomes), { seed });
    return [{ ...figure, label: `${title}, all pairs: accuracy on the hold-out` }];
  });
  const compared = comparisons.flatMap(({ model: { id, title }, by, whole, binary, gain }): MeasuredFigure[] => [
    {
      id: figureId(`pairs.${id}.kappa.all-genres`, by),
      label: `${title}, all genres: Cohen's kappa`,
      measured: whole.kappa,
      format: "score",
    },
    {
      id: figureId(`pairs.${id}.kappa`, by),
      label: `${title}, all pairs: mean of Cohen's kappa`,
      measured: binary.kappa,
      format: "score",
    },
    {
      id: figureId(`pairs.${id}.gain-over-asked`, by),
      label: `${title}: accuracy gained by training on two genres over asking the model of all which of the two`,
      measured: gain.gain,
      interval: gain.interval,
    },
  ]);
  return [...held, ...compared];
}

interface MeasureInput {
  readonly id: string;
  readonly by: SplitUnit;
  readonly cells: readonly PairCell[];
  readonly comparisons: readonly PairComparison[];
  readonly seed: number;
}

const MEASURES = {
  /** The mean over the eight genres, each in its pair. */
  "pairs.rf.recall": ({ id, by, cells, seed }: MeasureInput): MeasuredFigure => {
    const pooled = pooledOutcome(model(cells, "rf").map(({ test }) => test));
    const recalls = [...new Set(pooled.actual)].map((genre) => {
      const rows = [...pooled.actual.keys()].filter((row) => pooled.actual[row] === genre);
      return rows.filter((row) => pooled.predicted[row] === genre).length / rows.length;
    });
    return {
      id: figureId(id, by),
      measured: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
      interval: resampleReport(pooled, { seed }).get("macro-avg.recall")!,
      note: `Recalls from ${formatPercent(Math.min(...recalls), 1)} to ${formatPercent(Math.max(...recalls), 1)}.`,
    };
  },
  "pairs.best.knn.test": ({ id, cells, seed }: MeasureInput): MeasuredFigure => {
    const best = model(cells, "knn").reduce((most, cell) => (score(cell) > score(most) ? cell : most));
    return { ...accuracyFigure(id, best.test, { seed }), note: `Its best pair is ${pairName(best.pair)}.` };
  },
  /** No other model has a higher test accuracy on any pair. */
  "pairs.knn-first": ({ id, by, cells }: MeasureInput): MeasuredFigure => {
    const behind = model(cells, "knn").filter((knn) =>
      at(cells, by, knn.pair.id).some((other) => score(other) > score(knn)),
    );
    const note =
      behind.length > 0 ? `Another model is ahead on ${listInWords(behind.map(({ pair }) => pairName(pair)))}.` : "";
    return { id: figureId(id, by), measured: behind.length === 0, ...(note ? { note } : {}) };
  },
  /** Each model has a higher test accuracy on every pair than on all genres. */
  "pairs.better-than-eight": ({ id, by, cells, comparisons }: MeasureInput): MeasuredFigure => {
    const own = comparisons.filter((comparison) => comparison.by === by);
    const measured = own.every(({ model: { id: name }, whole }) =>
      model(cells, name).every((cell) => score(cell) > whole.accuracy),
    );
    const kappas = own.map(
      ({ model: { label }, whole, binary }) => `${label} ${whole.kappa.toFixed(2)} and ${binary.kappa.toFixed(2)}`,
    );
    return {
      id: figureId(id, by),
      measured,
      note: `Beyond chance (Cohen's kappa, all genres and mean of the pairs): ${kappas.join(", ")}.`,
    };
  },
} as const;

function at(cells: readonly PairCell[], by: SplitUnit, pair?: string): PairCell[] {
  return cells.filter((cell) => cell.by === by && (pair === undefined || cell.pair.id === pair));
}

function model(cells: readonly PairCell[], id: string): PairCell[] {
  return cells.filter((cell) => cell.model.id === id);
}

function score({ test }: PairCell): number {
  return accuracy(test.actual, test.predicted);
}
