import type { PairComparison } from "./pairComparison.ts";
import { formatGain, formatPercent, SPLIT_NAMES, type Table, table, type TableCell } from "../common/index.ts";
import { formatFixed } from "../../models/index.ts";

/**
 * All-genre models beside two-genre ones: accuracy, Cohen's kappa, and the gain from training on two genres.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { choosePairs, pairComparison, pairComparisonTable } from "../src/study/pairs/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const { pairs } = choosePairs(genresOf([segments!]));
 * const [, knn] = reportModels();
 * const comparisons = await pairComparison(segments!, pairs, [knn!], { units: ["track"], seed: 1 });
 * const { text } = pairComparisonTable(comparisons, segments!.source);
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["KNN, by track", "18.6 %", "0.10", "56.9 %", "0.35", "54.7 %", "0.16", "−2.2", "−16.4 to +11.9"]
 */
export function pairComparisonTable(comparisons: readonly PairComparison[], source: string): Table {
  const { genres } = comparisons[0]!;
  return table({
    caption: `Models of ${genres} genres, the same models asked which of two, and models of two: accuracy, Cohen's kappa, and the gain of the last over asking in points.`,
    source,
    columns: [
      { heading: "" },
      { heading: "accuracy", group: `${genres} genres`, numeric: true, minor: true },
      { heading: "kappa", group: `${genres} genres`, numeric: true },
      { heading: "accuracy", group: "asked for two", numeric: true, minor: true },
      { heading: "kappa", group: "asked for two", numeric: true },
      { heading: "accuracy", group: "two genres", numeric: true, minor: true },
      { heading: "kappa", group: "two genres", numeric: true },
      { heading: "gain over asking", numeric: true },
      { heading: "95 % interval", numeric: true },
    ],
    rows: comparisons.map(({ model, by, whole, asked, binary, gain }): TableCell[] => [
      `${model.label}, ${SPLIT_NAMES[by]}`,
      ...[whole, asked, binary].flatMap(({ accuracy, kappa }): TableCell[] => [
        formatPercent(accuracy, 1),
        { text: formatFixed(kappa, 2), strong: true },
      ]),
      formatGain(gain.gain, 1),
      `${formatGain(gain.interval.low, 1)} to ${formatGain(gain.interval.high, 1)}`,
    ]),
  });
}
