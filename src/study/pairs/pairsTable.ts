import { accuracy } from "../../models/index.ts";
import { pairName } from "./choosePairs.ts";
import type { PairCell } from "./pairGrid.ts";
import {
  formatPercent,
  type ReportModel,
  SPLIT_NAMES,
  type Table,
  table,
  type TableCell,
  type TestOutcome,
} from "../common/index.ts";
import { findPublished, formatPublished, type GenrePair } from "../published/index.ts";

/**
 * One model on each pair: its published accuracy, and those on training part, test part and hold-out with each way to split.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairGrid, pairsTable } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const cells = await pairGrid(segments!, pairs, reportModels().slice(1, 2), { units: ["row", "track"], seed: 1 });
 * const { text } = pairsTable(cells, "knn", segments!.source);
 * text.split("\n")[3]!.split(/ {2,}/); // => ["Pop & Folk", "–", "99.3 %", "96.8 %", "93.5 %", "99.6 %", "43.0 %", "40.0 %"]
 */
export function pairsTable(cells: readonly PairCell[], model: ReportModel["id"], source: string): Table {
  const own = cells.filter((cell) => cell.model.id === model);
  const units = [...new Set(own.map(({ by }) => by))];
  const pairs = [...new Map(own.map(({ pair }) => [pair.id, pair])).values()];
  return table({
    caption: `${own[0]?.model.title ?? ""} on two genres: accuracy.`,
    source,
    columns: [
      { heading: "genres" },
      { heading: "published", numeric: true },
      ...units.flatMap((by) =>
        ["train", "test", "hold-out"].map((heading) => ({
          heading,
          group: SPLIT_NAMES[by],
          numeric: true,
          minor: heading === "train",
        })),
      ),
    ],
    rows: pairs.map((pair): TableCell[] => [
      pairName(pair),
      published(pair, model),
      ...units.flatMap((by): TableCell[] => {
        const cell = own.find((one) => one.by === by && one.pair.id === pair.id);
        if (!cell) return ["–", "–", "–"];
        return [
          formatPercent(cell.trainAccuracy, 1),
          { text: share(cell.test), strong: true },
          cell.holdout ? share(cell.holdout) : "–",
        ];
      }),
    ]),
  });
}

function share({ actual, predicted }: TestOutcome): string {
  return formatPercent(accuracy(actual, predicted), 1);
}

function published({ id }: GenrePair, model: string): string {
  const figure = findPublished(`pairs.${id}.${model}.test`);
  return figure ? formatPublished(figure.statements[0].value, figure.format, figure.step) : "–";
}
