import { accuracy } from "../../models/index.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import type { GenrePair } from "../published/index.ts";
import { reportModels, type ReportTable } from "../common/index.ts";
import { pairName } from "./choosePairs.ts";
import { type PairCell, pairGrid } from "./pairGrid.ts";

/** A score that could be called the best of KNN's binary models. */
export interface BestPairScore {
  readonly name: string;
  readonly part: "test" | "train";
  /** The score with each way to split, of the pair that is best there, or of all pairs. */
  readonly scores: readonly { readonly by: SplitUnit; readonly value: number; readonly of: string }[];
}

export interface BestPairOptions {
  readonly k: number;
  /** The pair of genres that is easiest to tell apart. */
  readonly easiest: GenrePair;
  readonly seed: number;
}

/**
 * What KNN's highest score on two genres could be: on the test part, on the training part, with one neighbour, for another pair.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { bestPairScores, choosePairs, pairGrid } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const cells = await pairGrid(segments!, pairs, reportModels().slice(1, 2), { units: ["row", "track"], seed: 1 });
 * const [first] = await bestPairScores(segments!, cells, { k: 3, easiest: pairs[0]!, seed: 1 });
 * first!.scores[1]; // => { by: "track", value: 0.689, of: "Instrumental & International" }
 */
export async function bestPairScores(
  reportTable: ReportTable,
  cells: readonly PairCell[],
  { k, easiest, seed }: BestPairOptions,
): Promise<BestPairScore[]> {
  const knn = cells.filter(({ model }) => model.id === "knn");
  const units = [...new Set(knn.map(({ by }) => by))];
  const models = (neighbours: number) => reportModels({ k: neighbours, seed }).filter(({ id }) => id === "knn");
  const best = units.map((by) => highest(knn, by, testAccuracy)!);
  const single: PairCell[] = [];
  for (const { pair, by } of best)
    single.push(...(await pairGrid(reportTable, [pair], models(1), { units: [by], seed })));
  const easy = await pairGrid(reportTable, [easiest], models(k), { units, seed });
  const score = (name: string, of: readonly PairCell[], part: BestPairScore["part"] = "test"): BestPairScore => {
    const value = part === "test" ? testAccuracy : ({ trainAccuracy }: PairCell): number => trainAccuracy;
    const scores = units.flatMap((by) => {
      const cell = highest(of, by, value);
      return cell ? [{ by, value: value(cell), of: pairName(cell.pair) }] : [];
    });
    return { name, part, scores };
  };
  return [
    score(`k = ${k}, test, the best pair`, knn),
    score(`k = ${k}, training rows, the best pair`, knn, "train"),
    score(`k = 1, test, the pair that is best at k = ${k}`, single),
    score(`k = ${k}, test, the easiest of all pairs`, easy),
  ];
}

function highest(cells: readonly PairCell[], by: SplitUnit, value: (cell: PairCell) => number): PairCell | undefined {
  const own = cells.filter((cell) => cell.by === by);
  return own.length > 0 ? own.reduce((most, cell) => (value(cell) > value(most) ? cell : most)) : undefined;
}

function testAccuracy({ test }: PairCell): number {
  return accuracy(test.actual, test.predicted);
}
