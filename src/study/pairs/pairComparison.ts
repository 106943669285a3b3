import type { SplitUnit } from "../../dataset/index.ts";
import { accuracy, type AccuracyGain, accuracyGain, cohenKappa } from "../../models/index.ts";

import type { ReportModel, ReportTable, TestOutcome } from "../common/index.ts";
import type { GenrePair } from "../published/index.ts";
import { type PairCell, pairGrid } from "./pairGrid.ts";
import { pooledOutcome } from "./pooledOutcome.ts";
import { wholeModels } from "./wholeModels.ts";

/** Accuracy, and agreement beyond chance. */
export interface PairScores {
  readonly accuracy: number;
  /** Cohen's kappa; where it is of pairs, the mean over them. */
  readonly kappa: number;
}

/** One model with one way to split: trained on all genres, and on two at a time. */
export interface PairComparison {
  readonly model: ReportModel;
  readonly by: SplitUnit;
  /** How many genres the model of all names. */
  readonly genres: number;
  /** The model of all genres on all test rows. */
  readonly whole: PairScores;
  /** The model of all genres, asked which of the two, on the test rows of the pairs. */
  readonly asked: PairScores;
  /** The models of two genres, on the same rows. */
  readonly binary: PairScores;
  /** What training on two genres adds to the accuracy of asking the model of all. */
  readonly gain: AccuracyGain;
}

export interface PairComparisonOptions {
  readonly units: readonly SplitUnit[];
  readonly seed: number;
  readonly cells?: readonly PairCell[] | undefined;
}

/**
 * Trains models of all genres and of two at a time on the same training rows and sets them side by side on the same test rows. Empty
 * where a small table can train none of the pairs.
 * @param options how rows are split, and what is known already
 * @param options.cells the models of two genres, where `pairGrid` has already trained them on this very table
 */
export async function pairComparison(
  table: ReportTable,
  pairs: readonly GenrePair[],
  models: readonly ReportModel[],
  { cells: known, ...options }: PairComparisonOptions,
): Promise<PairComparison[]> {
  const cells = known ?? (await pairGrid(table, pairs, models, options));
  const wholes = await wholeModels(table, pairs, models, options);
  return wholes.flatMap(({ model, by, test, pairs: restricted }): PairComparison[] => {
    const own = cells.filter((cell) => cell.by === by && cell.model.id === model.id);
    const both = own.map((cell) => ({
      binary: cell.test,
      asked: restricted.find(({ pair }) => pair.id === cell.pair.id)!.asked,
    }));
    if (both.length === 0) return [];
    const asked = pooledOutcome(both.map((one) => one.asked));
    const binary = pooledOutcome(both.map((one) => one.binary));
    return [
      {
        model,
        by,
        genres: new Set(test.actual).size,
        whole: { accuracy: accuracy(test.actual, test.predicted), kappa: cohenKappa(test.actual, test.predicted) },
        asked: scores(both.map((one) => one.asked)),
        binary: scores(both.map((one) => one.binary)),
        gain: accuracyGain(asked.actual, asked.predicted, binary.predicted, asked.track, { seed: options.seed }),
      },
    ];
  });
}

function scores(outcomes: readonly TestOutcome[]): PairScores {
  const { actual, predicted } = pooledOutcome(outcomes);
  const kappas = outcomes.map((outcome) => cohenKappa(outcome.actual, outcome.predicted));
  return {
    accuracy: accuracy(actual, predicted),
    kappa: kappas.reduce((sum, kappa) => sum + kappa, 0) / kappas.length,
  };
}
