import { formatGain, formatPercent, SPLIT_NAMES, type Table, table, type TableCell } from "../common/index.ts";
import type { EncodingDifference, EncodingEffect } from "./secondEncoding.ts";

/**
 * Accuracies on segments encoded once and twice, and what the second encoding changes, in points with its interval.
 * @example
 * import { reportModels } from "../src/models/index.ts";
 * import { secondEncodingTable } from "../src/study/beyond/index.ts";
 * const leak = { difference: 0.004, interval: { low: -0.004, high: 0.012 } };
 * const score = { by: "row" as const, once: 0.935, twice: 0.939, ...leak };
 * const { text } = secondEncodingTable([{ model: reportModels()[1]!, scores: [score], leak }], { source: "Data: mine" });
 * text.split("\n").at(-1)!.split(/ {2,}/).at(-1); // => "+0.4 (−0.4 to +1.2)"
 */
export function secondEncodingTable(
  effects: readonly EncodingEffect[],
  { source }: { readonly source: string },
): Table {
  const units = effects[0]!.scores.map(({ by }) => by);
  return table({
    caption:
      "Accuracy on segments encoded once, encoded twice, and the difference in points with its 95 % interval. Bold: the interval does not include 0.",
    source,
    columns: [
      { heading: "model" },
      ...units.map((by) => ({ heading: SPLIT_NAMES[by], numeric: true, words: true })),
      { heading: "what random rows add", numeric: true, words: true },
    ],
    rows: effects.map(({ model, scores, leak }): TableCell[] => [
      model.label,
      ...scores.map((score) =>
        cellOf(`${formatPercent(score.once, 1)}, ${formatPercent(score.twice, 1)}: ${told(score)}`, score),
      ),
      cellOf(told(leak), leak),
    ]),
  });
}

function told({ difference, interval: { low, high } }: EncodingDifference): string {
  return `${formatGain(difference, 1)} (${formatGain(low, 1)} to ${formatGain(high, 1)})`;
}

function cellOf(text: string, { interval: { low, high } }: EncodingDifference): TableCell {
  return low > 0 || high < 0 ? { text, strong: true } : text;
}
