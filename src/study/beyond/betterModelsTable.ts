import type { BetterScore } from "./betterModels.ts";
import { shownLine } from "./shownData.ts";
import { formatInterval } from "../published/index.ts";
import { formatPercent, type Table, table } from "../common/index.ts";

/** Tuned models by track, with the settings the folds chose. */
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
