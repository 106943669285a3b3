import type { BetterScore } from "./betterModels.ts";
import { shownLine } from "./shownData.ts";
import { formatInterval } from "../published/index.ts";
import { formatPercent, type Table, table } from "../common/index.ts";

/**
 * Tuned models by track, with the settings the folds chose.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { betterModelsTable, shownData } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const score = { id: "rf", label: "Random forest", by: "track", accuracy: 0.5, interval: { low: 0.4, high: 0.6 } } as const;
 * const chosen = [["leaves of 3 or more", 7], ["leaves of 1 or more", 3]] as const;
 * const { text } = betterModelsTable([{ ...score, data: data!, hits: [1, 0], groups: ["1", "2"], chosen }]);
 * text.split("\n").at(-1)!.split(/ {2,}/).slice(-2); // => ["40.0–60.0 %", "leaves of 3 or more: 7; leaves of 1 or more: 3"]
 */
export function betterModelsTable(scores: readonly BetterScore[]): Table {
  return table({
    caption: "Accuracy by track, and what was chosen within the folds, each on its training tracks alone.",
    source: shownLine([...new Set(scores.map(({ data }) => data))]),
    columns: [
      { heading: "model" },
      { heading: "data" },
      { heading: "accuracy", numeric: true },
      { heading: "95 % interval", numeric: true },
      { heading: "chosen, times", prose: true },
    ],
    rows: scores.map(({ label, data, accuracy, interval, chosen }) => [
      label,
      data.title,
      { text: formatPercent(accuracy, 1), strong: true },
      formatInterval(interval, "percent"),
      chosen.length > 0 ? chosen.map(([setting, times]) => `${setting}: ${times}`).join("; ") : "–",
    ]),
  });
}
