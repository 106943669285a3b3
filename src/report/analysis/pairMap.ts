import { reportSplit, type SplitUnit } from "../../dataset/reportSplit.ts";
import { takeSplit } from "../../dataset/takeSplit.ts";
import { evaluate } from "../../models/evaluate.ts";
import type { GenrePair } from "../published/binaryPairs.ts";
import type { ReportTable } from "../reportTable.ts";
import { allPairs } from "./choosePairs.ts";
import type { ReportModel } from "./reportModels.ts";
import { takePair } from "./takePair.ts";

/** How well one model tells two genres apart. */
export interface PairScore {
  readonly pair: GenrePair;
  readonly testAccuracy: number;
}

/** A model's test accuracy on every pair of genres, the easiest pair first. A pair that a small table can't train or test is left out. */
export async function pairMap(
  { table }: ReportTable,
  genres: readonly string[],
  model: ReportModel,
  { by, seed }: { readonly by: SplitUnit; readonly seed: number },
): Promise<PairScore[]> {
  const split = reportSplit(table, { by, seed });
  const scores: PairScore[] = [];
  for (const pair of allPairs(genres)) {
    const rows = takePair(table, split, pair);
    if (!rows) continue;
    const { testAccuracy } = await evaluate(model.create(), takeSplit(table, rows));
    scores.push({ pair, testAccuracy });
  }
  return scores.sort((a, b) => b.testAccuracy - a.testAccuracy);
}
