import type { NeighboursSweep } from "./neighboursSweep.ts";
import { formatCount, formatPercent, type ReportTable, SPLIT_NAMES, type Table, table } from "../common/index.ts";

/** Train and test accuracy for each k, with each way to split; the best test accuracy of a column is marked. */
export function neighboursTable({ title, source }: ReportTable, sweeps: readonly NeighboursSweep[]): Table {
  const ks = [...new Set(sweeps.flatMap(({ points }) => points.map(({ k }) => k)))].sort((a, b) => a - b);
  return table({
    caption: `Accuracy of k nearest neighbours on the ${title}.${scoredRows(sweeps)}`,
    source,
    columns: [
      { heading: "k" },
      ...sweeps.flatMap(({ by }) =>
        ["train", "test"].map((heading) => ({ heading, group: SPLIT_NAMES[by], numeric: true })),
      ),
    ],
    rows: ks.map((k) => [
      String(k),
      ...sweeps.flatMap(({ points, best }) => {
        const point = points.find((one) => one.k === k);
        if (!point) return ["–", "–"];
        const test = formatPercent(point.test, 1);
        return [formatPercent(point.train, 1), best.k === k ? { text: test, strong: true as const } : test];
      }),
    ]),
  });
}

/** Says so where training accuracies rest on a part of the training rows. */
function scoredRows(sweeps: readonly NeighboursSweep[]): string {
  const { trainRows, scoredTrainRows } = sweeps[0]!;
  if (scoredTrainRows === trainRows) return "";
  return ` Train: on ${formatCount(scoredTrainRows)} of the training rows, drawn by lot.`;
}
