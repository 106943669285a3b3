import type { ScalingCell } from "./scalingComparison.ts";
import { formatGain, formatPercent, SPLIT_NAMES, type Table, table, type TableCell } from "../common/index.ts";

/** The test accuracy of each model on features as they are and on standardised ones, and the difference, for each way to split. */
export function scalingTable(cells: readonly ScalingCell[], source: string): Table {
  const units = [...new Set(cells.map(({ by }) => by))];
  const models = [...new Map(cells.map(({ model }) => [model.id, model])).values()];
  return table({
    caption: "Test accuracy on features as they are and on standardised ones; gain in points.",
    source,
    columns: [
      { heading: "model" },
      ...units.flatMap((by) =>
        ["unscaled", "scaled", "gain"].map((heading) => ({ heading, group: SPLIT_NAMES[by], numeric: true })),
      ),
    ],
    rows: models.map((model): TableCell[] => [
      model.name,
      ...cells
        .filter((cell) => cell.model.id === model.id)
        .flatMap(({ unscaled, scaled, gain }): TableCell[] => [
          formatPercent(unscaled.testAccuracy, 1),
          formatPercent(scaled.testAccuracy, 1),
          { text: formatGain(gain.gain, 1), strong: true },
        ]),
    ]),
  });
}
