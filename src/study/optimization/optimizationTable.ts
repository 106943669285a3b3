import type { FeatureDropping } from "./featureDropping.ts";
import { fewestFeatures } from "./fewestFeatures.ts";
import type { ForestImportances } from "./forestImportances.ts";
import { importanceSummary } from "./importanceSummary.ts";
import type { ScalingCell } from "./scalingCell.ts";
import { featureName, formatGain, SPLIT_NAMES, type Table, table } from "../common/index.ts";

export interface OptimizationResults {
  readonly scaling: readonly ScalingCell[];
  readonly importances: readonly ForestImportances[];
  readonly droppings: readonly FeatureDropping[];
}

/**
 * The result of each optimisation, with the ways to split side by side.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { featureDropping, forestImportances, optimizationTable } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 1, seed: 1 });
 * const droppings = await featureDropping(clips!, importances, { shares: [0.5], seed: 1 });
 * const { text } = optimizationTable({ scaling: [], importances, droppings }, clips!.source);
 * text.split("\n")[5]!.split(/ {2,}/); // => ["the feature that costs most when shuffled, in points", "RMS energy, −5.6"]
 */
export function optimizationTable({ scaling, importances, droppings }: OptimizationResults, source: string): Table {
  const units = importances.map(({ by }) => by);
  const models = [...new Map(scaling.map(({ model }) => [model.id, model])).values()];
  const tested = importances.map(({ features, permutation }) => importanceSummary(features, permutation));
  return table({
    caption: "What each step of the optimisation comes to.",
    source,
    columns: [{ heading: "", prose: true }, ...units.map((by) => ({ heading: SPLIT_NAMES[by], numeric: true }))],
    rows: [
      ...models.map((model) => [
        `scaling adds to ${model.label}, in points`,
        ...units.map((by) => {
          const cell = scaling.find((one) => one.by === by && one.model.id === model.id)!;
          return formatGain(cell.gain.gain, 1);
        }),
      ]),
      [
        "effective number of features, by impurity",
        ...importances.map(({ features, impurity }) => importanceSummary(features, impurity).effective.toFixed(1)),
      ],
      [
        "effective number of features, by shuffling",
        ...tested.map(({ effective }) => (Number.isNaN(effective) ? "–" : effective.toFixed(1))),
      ],
      [
        "the feature that costs most when shuffled, in points",
        ...tested.map(({ ranked }) => `${featureName(ranked[0]!.feature).title}, ${formatGain(-ranked[0]!.mean, 1)}`),
      ],
      [
        "fewest features shown to lose less than 2 points",
        ...droppings.map((dropping) => {
          const { kept } = fewestFeatures(dropping);
          return kept < dropping.ranking.length ? `${kept} of ${dropping.ranking.length}` : "–";
        }),
      ],
    ],
  });
}
