import type { SplitUnit } from "../../dataset/index.ts";
import { accuracy, accuracyGain, type Interval } from "../../models/index.ts";
import { pairName } from "./choosePairs.ts";
import type { PairComparison } from "./pairComparison.ts";
import { type PairCell, pooledOutcome } from "./pairGrid.ts";
import {
  formatPercent,
  formatScore,
  jointConfidence,
  listInWords,
  type ReportTable,
  sampleNote,
} from "../common/index.ts";
import { BINARY_FIGURES, GENRE_PAIRS } from "../published/index.ts";

import { accuracyFigure, figureId, type MeasuredFigure, resampleReport } from "../judge/index.ts";

/** All results on pairs. */
export interface PairResults {
  /** The pairs on the 3-second table. */
  readonly cells: readonly PairCell[];
  /** Two-genre models beside all-genre ones, on part of the table. */
  readonly comparisons: readonly PairComparison[];
  readonly part: ReportTable;
}

/**
 * What the report states about its binary models: accuracies, recalls and the claims drawn from them, with each way to split.
 * @param results for the 3-second table; undefined if there is none
 */
export function pairFigures(results: PairResults | undefined, { seed }: { readonly seed: number }): MeasuredFigure[] {
  if (!results) {
    return BINARY_FIGURES.map(({ id }) => ({ id, measured: null, note: "This source has no 3-second table." }));
  }
  const { cells, comparisons } = results;
  const units = [...new Set([...cells, ...comparisons].map(({ by }) => by))];
  const missing = GENRE_PAIRS.filter(
    ({ id }) => units.length === 0 || units.some((by) => at(cells, by, id).length === 0),
  );
  return BINARY_FIGURES.flatMap(({ id }): MeasuredFigure[] => {
    const pair = GENRE_PAIRS.find((one) => id === `pairs.${one.id}.lr.test`);
    const lacking = pair ? missing.filter((one) => one === pair) : missing;
    if (lacking.length > 0) {
      return [{ id, measured: null, note: `This source can't train and test ${listInWords(lacking.map(pairName))}.` }];
    }
    if (pair) return units.map((by) => accuracyFigure(id, model(at(cells, by, pair.id), "lr")[0]!.test, { seed }));
    const measure = MEASURES[id as keyof typeof MEASURES];
    return units.map((by) => measure({ ...results, id, by, cells: at(cells, by), seed }));
  });
}

/**
 * What the report left undone: all pairs' accuracy on the hold-out, and the gain from training on two genres over asking an all-genre
 * model, in accuracy, and over that model on all genres, in kappa.
 */
export function pairFurtherFigures(
  { cells, comparisons, part }: PairResults,
  { seed }: { readonly seed: number },
): MeasuredFigure[] {
  const held = comparisons.flatMap(({ model: { id, title }, by }) => {
    const outcomes = model(at(cells, by), id).flatMap(({ holdout }) => (holdout ? [holdout] : []));
    if (outcomes.length === 0) return [];
    const figure = accuracyFigure(`pairs.${id}.holdout`, pooledOutcome(outcomes), { seed });
    return [{ ...figure, label: `${title}, all pairs: accuracy on the hold-out` }];
  });
  const gains = comparisons.map(({ model: { id, title }, by, gain }): MeasuredFigure => ({
    id: figureId(`pairs.${id}.gain-over-asked`, by),
    label: `${title}: accuracy gained by training on two genres over asking a model of all which of the two`,
    format: "points",
    measured: gain.gain,
    interval: gain.interval,
    ...noteOf(part),
  }));
  const kappas = comparisons.map(({ model: { id, title }, by, kappa: { gain, interval } }): MeasuredFigure => ({
    id: figureId(`pairs.${id}.kappa-gain`, by),
    label: `${title}: Cohen's kappa of two genres less that of all`,
    measured: gain,
    interval,
    format: "number",
    ...noteOf(part),
  }));
  return [...held, ...gains, ...kappas];
}

/** What one figure is measured from; the cells share one way to split. */
interface MeasureInput extends PairResults {
  readonly id: string;
  readonly by: SplitUnit;
  readonly seed: number;
}

const MEASURES = {
  /** The mean over the eight genres, each in its own pair. */
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
  /** No other model has a higher test accuracy on any pair; unsure unless it is ahead everywhere, or behind somewhere, beyond chance. */
  "pairs.knn-first": ({ id, by, cells, seed }: MeasureInput): MeasuredFigure => {
    const compared = model(cells, "knn").flatMap((knn) => {
      const others = at(cells, by, knn.pair.id).filter((other) => other !== knn);
      return others.map((other) => ({ knn, other }));
    });
    const behind = model(cells, "knn").filter((knn) =>
      compared.some((one) => one.knn === knn && score(one.other) > score(knn)),
    );
    // One of many comparisons may go against KNN by chance, so those intervals hold together (Bonferroni).
    const lead = ({ knn, other }: (typeof compared)[number], confidence: number): Interval => {
      const { actual, predicted, track } = knn.test;
      return accuracyGain(actual, other.test.predicted, predicted, track, { seed, confidence }).interval;
    };
    const ahead = compared.every((one) => lead(one, 0.95).low > 0);
    const beaten = compared.some((one) => lead(one, jointConfidence(compared.length)).high < 0);
    const note =
      behind.length > 0 ? `Another model is ahead on ${listInWords(behind.map(({ pair }) => pairName(pair)))}.` : "";
    const unsure = !ahead && !beaten;
    return { id: figureId(id, by), measured: behind.length === 0, unsure, ...(note ? { note } : {}) };
  },
  /**
   * Each model agrees with the labels more on the pairs than on all genres, beyond chance: an accuracy of two genres is higher than one
   * of eight by guessing alone. Unsure unless every model's kappa is shown to be higher, or one's lower.
   */
  "pairs.better-than-eight": ({ id, by, comparisons, part }: MeasureInput): MeasuredFigure => {
    const own = comparisons.filter((comparison) => comparison.by === by);
    const say = (of: (one: PairComparison) => readonly [string, string]): string =>
      listInWords(own.map((one) => `${of(one).join(" to ")} (${one.model.label})`));
    const accuracies = say(({ whole, binary }) => [
      formatPercent(whole.accuracy, 1),
      formatPercent(binary.accuracy, 1),
    ]);
    const kappas = say(({ whole, binary }) => [formatScore(whole.kappa), formatScore(binary.kappa)]);
    const note = `From all genres to pairs: ${accuracies}; Cohen's kappa ${kappas}.`;
    const shown = own.every(({ kappa }) => kappa.interval.low > 0) || own.some(({ kappa }) => kappa.ofAll.high < 0);
    return {
      id: figureId(id, by),
      measured: own.every(({ kappa }) => kappa.gain > 0),
      unsure: !shown,
      note: [note, sampleNote(part)].filter(Boolean).join(" "),
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

function noteOf(part: ReportTable): { readonly note?: string } {
  const note = sampleNote(part);
  return note === undefined ? {} : { note };
}
