import type { BestPairScore } from "./bestPairScores.ts";
import { formatPercent, SPLIT_NAMES, type Table, table, type TableCell } from "../common/index.ts";

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
