import type { SplitUnit } from "../../dataset/index.ts";
import { accuracy } from "../../models/index.ts";
import {
  formatPercent,
  formatPoints,
  joinProse,
  markdown,
  type Markdown,
  type Prose,
  prose,
  reportModels,
  type ReportTable,
  SPLIT_NAMES,
  type Table,
  table,
  type TableCell,
} from "../common/index.ts";
import { findPublished, type GenrePair } from "../published/index.ts";
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

/**
 * What KNN's highest score on two genres could be, with each way to split.
 * @example
 * import { bestPairScoresTable } from "../src/study/pairs/index.ts";
 * const scores = [{ by: "row", value: 0.99, of: "Folk & Rock" }, { by: "track", value: 0.7, of: "Folk & Pop" }] as const;
 * const { text } = bestPairScoresTable([{ name: "KNN (k=3), test", part: "test", scores }], "Data: my songs");
 * text.split("\n").at(-1); // => "KNN (k=3), test                 99.0 %  Folk & Rock                      70.0 %  Folk & Pop"
 */
export function bestPairScoresTable(found: readonly BestPairScore[], source: string): Table {
  const units = found[0]!.scores.map(({ by }) => by);
  return table({
    caption: "The highest accuracies of k nearest neighbours on two genres.",
    source,
    columns: [
      { heading: "", prose: true },
      ...units.flatMap((by) => [
        { heading: "accuracy", group: SPLIT_NAMES[by], numeric: true },
        { heading: "genres", group: SPLIT_NAMES[by], words: true },
      ]),
    ],
    rows: found.map(({ name, scores }): TableCell[] => [
      name,
      ...units.flatMap((by): TableCell[] => {
        const score = scores.find((one) => one.by === by);
        return score ? [{ text: formatPercent(score.value, 1), strong: true }, score.of] : ["–", "–"];
      }),
    ]),
  });
}

/** Says which of the highest scores is nearest to the published one, and what remains of it by track. */
export function bestPairScoresInWords(found: readonly BestPairScore[]): Markdown {
  const published = findPublished("pairs.best.knn.test")!.statements[0].value as number;
  const random = found.flatMap(({ name, scores }) =>
    scores.filter(({ by }) => by === "row").map((score) => ({ name, ...score })),
  );
  const near = random.reduce((best, one) =>
    Math.abs(one.value - published) < Math.abs(best.value - published) ? one : best,
  );
  const reaching = random.filter(({ value }) => value >= published - 0.005);
  return markdown(
    prose`Nearest to the published ${formatPercent(published)} comes *${near.name}*: ${formatPercent(near.value, 1)} (${near.of}), ${formatPoints(near.value - published, 1)} from it. ${
      reaching.length > 0
        ? prose`${formatPercent(published)} or more ${reaching.length === 1 ? "is" : "are"} reached by ${joinProse(
            reaching.map(({ name }) => prose`*${name}*`),
            "; ",
          )}. `
        : prose`None of these scores reaches ${formatPercent(published)} here. `
    }The report prints no table with the figure, so which score it is can't be settled${sayApart(found, published)}`,
  );
}

/** The highest test score on tracks the model hasn't seen. */
function sayApart(found: readonly BestPairScore[], published: number): Prose {
  const tested = found
    .filter(({ part }) => part === "test")
    .flatMap(({ name, scores }) => scores.filter(({ by }) => by === "track").map((score) => ({ name, ...score })));
  if (tested.length === 0) return prose`.`;
  const highest = tested.reduce((most, one) => (one.value > most.value ? one : most));
  const score = prose`by track the highest test score is ${formatPercent(highest.value, 1)} (${highest.of})`;
  return highest.value < published - 0.05
    ? prose`; **on tracks that the model hasn't met, no score comes near it**: ${score}.`
    : prose`; ${score}.`;
}
