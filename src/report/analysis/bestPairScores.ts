import { accuracy } from "../../models/accuracy.ts";
import type { SplitUnit } from "../../dataset/reportSplit.ts";
import type { GenrePair } from "../published/binaryPairs.ts";
import type { ReportTable } from "../reportTable.ts";
import { pairName } from "./choosePairs.ts";
import { type PairCell, pairGrid } from "./pairGrid.ts";
import { reportModels } from "./reportModels.ts";

/** A score that one could call the best of the binary models of KNN. */
export interface BestPairScore {
  readonly name: string;
  /** The score with each way to split, of whichever pair is best there, or of all. */
  readonly scores: readonly { readonly by: SplitUnit; readonly value: number; readonly of: string }[];
}

export interface BestPairOptions {
  readonly k: number;
  /** Of all pairs of genres the one that is easiest to tell apart. */
  readonly easiest: GenrePair;
  readonly seed: number;
}

/** What the highest score of KNN on two genres could be: of the test part, of the training part, with one neighbour, of another pair. */
export async function bestPairScores(
  reportTable: ReportTable,
  cells: readonly PairCell[],
  { k, easiest, seed }: BestPairOptions,
): Promise<BestPairScore[]> {
  const knn = cells.filter(({ model }) => model.id === "knn");
  const units = [...new Set(knn.map(({ by }) => by))];
  const pairs = [...new Map(knn.map(({ pair }) => [pair.id, pair])).values()];
  const models = (neighbours: number) => reportModels({ k: neighbours, seed }).filter(({ id }) => id === "knn");
  const single = await pairGrid(reportTable, pairs, models(1), { units, seed });
  const easy = await pairGrid(reportTable, [easiest], models(k), { units, seed });
  const score = (name: string, of: readonly PairCell[], value: (cell: PairCell) => number): BestPairScore => ({
    name,
    scores: units.flatMap((by) => {
      const own = of.filter((cell) => cell.by === by);
      if (own.length === 0) return [];
      const best = own.reduce((most, cell) => (value(cell) > value(most) ? cell : most));
      return [{ by, value: value(best), of: pairName(best.pair) }];
    }),
  });
  return [
    score(`k = ${k}, test, the best pair`, knn, testAccuracy),
    score(`k = ${k}, training rows, the best pair`, knn, ({ trainAccuracy }) => trainAccuracy),
    score("k = 1, test, the best pair", single, testAccuracy),
    score(`k = ${k}, test, the easiest of all pairs`, easy, testAccuracy),
  ];
}

function testAccuracy({ test }: PairCell): number {
  return accuracy(test.actual, test.predicted);
}
