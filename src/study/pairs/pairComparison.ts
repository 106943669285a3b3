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
  /** Cohen's kappa; over several pairs, their mean. */
  readonly kappa: number;
}

/** One model with one way to split: trained on all genres, and on two at a time. */
export interface PairComparison {
  readonly model: ReportModel;
  readonly by: SplitUnit;
  /** How many genres the all-genre model chooses from. */
  readonly genres: number;
  /** The all-genre model on all test rows. */
  readonly whole: PairScores;
  /** The all-genre model, asked which of the two genres, on the pairs' test rows. */
  readonly asked: PairScores;
  /** The two-genre models on the same rows. */
  readonly binary: PairScores;
  /** The accuracy that training on two genres adds over asking the all-genre model. */
  readonly gain: AccuracyGain;
  /** How many artists, or tracks, were tested. */
  readonly groups: number;
}

export interface PairComparisonOptions {
  readonly units: readonly SplitUnit[];
  readonly seed: number;
  readonly cells?: readonly PairCell[] | undefined;
}

/**
 * Trains all-genre and two-genre models on the same training rows and compares them on the same test rows. Empty if the table is too
 * small to train any pair.
 * @param options how rows are split, and what is already known
 * @param options.cells the two-genre models, if `pairGrid` has already trained them on this very table
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairComparison } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const [, knn] = reportModels();
 * const [found] = await pairComparison(segments!, pairs, [knn!], { units: ["track"], seed: 1 });
 * [found!.whole.kappa, found!.asked.kappa, found!.binary.kappa]; // => [0.104, 0.349, 0.163]
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
        genres: new Set(table.table.label).size,
        whole: { accuracy: accuracy(test.actual, test.predicted), kappa: cohenKappa(test.actual, test.predicted) },
        asked: scores(both.map((one) => one.asked)),
        binary: scores(both.map((one) => one.binary)),
        groups: new Set(asked.track).size,
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
