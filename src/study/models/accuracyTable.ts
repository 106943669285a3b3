import { cellsOf, type GridCell } from "./accuracyGrid.ts";
import { formatPercent, SPLIT_NAMES, type Table, table, type TableCell } from "../common/index.ts";
import { publishedAccuracy } from "../published/index.ts";

/**
 * The report's table of accuracy scores for one of its two tables: each model's train and test accuracy, published and measured with
 * each way to split.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels, reportTables } from "../src/study/common/index.ts";
 * import { accuracyGrid, accuracyTable } from "../src/study/models/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const grid = await accuracyGrid([segments!], reportModels().slice(1, 2), { seed: 1 });
 * const { text } = accuracyTable(grid, "3s");
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["KNN (k=3)", "91 %", "80 %", "97.6 %", "90.0 %", "99.1 %", "18.6 %", "98.4 %", "20.0 %"]
 */
export function accuracyTable(grid: readonly GridCell[], id: "30s" | "3s"): Table {
  const cells = grid.filter((cell) => cell.table.id === id);
  const units = [...new Set(cells.map(({ by }) => by))];
  const models = [...new Map(cells.map(({ model }) => [model.id, model])).values()];
  const groups = ["published", ...units.map((by) => SPLIT_NAMES[by])];
  const rows = models.map((model): TableCell[] => [
    model.name,
    ...(["train", "test"] as const).map((part) => {
      const value = publishedAccuracy(id, model.id, part);
      return value === undefined ? "–" : formatPercent(value);
    }),
    ...cellsOf(cells, { table: id, model: model.id }).flatMap(({ evaluation }): TableCell[] => [
      formatPercent(evaluation.trainAccuracy, 1),
      { text: formatPercent(evaluation.testAccuracy, 1), strong: true },
    ]),
  ]);
  const { title, source } = cells[0]!.table;
  return table({
    caption: `Accuracy of each model on the ${title}.`,
    source,
    columns: [
      { heading: "model" },
      ...groups.flatMap((group) => [
        { heading: "train", group, numeric: true, minor: groups.length > 2 },
        { heading: "test", group, numeric: true },
      ]),
    ],
    rows,
  });
}
