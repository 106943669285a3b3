import type { FeatureDropping } from "./featureDropping.ts";
import { formatGain, formatPercent, SPLIT_NAMES, type Table, table, type TableCell } from "../common/index.ts";

/**
 * The forest's test accuracy by the number of features kept, and its difference from all features with a 95 % interval.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { droppingTable, featureDropping, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 1, seed: 1 });
 * const droppings = await featureDropping(clips!, importances, { shares: [0.5], seed: 1 });
 * const { text } = droppingTable(droppings, clips!.source);
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["15", "27.8 %", "±0.0", "−11.1 to +11.1"]
 */
export function droppingTable(droppings: readonly FeatureDropping[], source: string): Table {
  return table({
    caption: "The forest on fewer features, the least important dropped first; difference to all features in points.",
    source,
    columns: [
      { heading: "features kept" },
      ...droppings.flatMap(({ by }) => [
        { heading: "test", group: SPLIT_NAMES[by], numeric: true },
        { heading: "difference", group: SPLIT_NAMES[by], numeric: true },
        { heading: "95 % interval", group: SPLIT_NAMES[by], numeric: true, minor: true },
      ]),
    ],
    rows: droppings[0]!.steps.map(({ kept }, i): TableCell[] => [
      String(kept),
      ...droppings.flatMap(({ steps }): TableCell[] => {
        const { testAccuracy, gain } = steps[i]!;
        if (i === 0) return [formatPercent(testAccuracy, 1), "–", ""];
        return [
          formatPercent(testAccuracy, 1),
          { text: formatGain(gain.gain, 1), strong: true },
          `${formatGain(gain.interval.low, 1)} to ${formatGain(gain.interval.high, 1)}`,
        ];
      }),
    ]),
  });
}
