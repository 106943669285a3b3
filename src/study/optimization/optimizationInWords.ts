import {
  countOf,
  featureName,
  formatGain,
  formatGainRange,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  ON_SPLIT,
  type Prose,
  prose,
  SPLIT_NAMES,
  table,
  type Table,
} from "../common/index.ts";
import { type FeatureDropping, fewestFeatures } from "./featureDropping.ts";
import { type ForestImportances, meanImportance } from "./forestImportances.ts";
import { importanceSummary } from "./importanceSummary.ts";
import type { ScalingCell } from "./scalingChart.ts";

/** Answers the three questions: what scaling adds, whether features are equally important, and whether some are better dropped. */
export function optimizationInWords({ scaling, importances, droppings }: OptimizationResults): Markdown {
  const units = [...new Set(scaling.map(({ by }) => by))];
  const { features } = importances[0]!;
  const near = importances.map(({ by, impurity }) => ({
    by,
    count: importanceSummary(features, impurity).nearEqual,
  }));
  const alike = near.every(({ count }) => count === near[0]!.count);
  const few = droppings.map((dropping) => {
    const { kept } = fewestFeatures(dropping);
    return prose`${ON_SPLIT[dropping.by]} ${kept < dropping.ranking.length ? `${kept} of ${dropping.ranking.length}` : "none of those tried"}`;
  });
  const helped = droppings.filter(({ steps }) => steps.some(({ ofAll }) => ofAll.low > 0));
  return markdown(
    prose`**Scaling**: ${joinProse(
      units.map((by) => prose`${ON_SPLIT[by]} ${effect(scaling.filter((cell) => cell.by === by))}`),
      "; ",
    )}. The forest asks only whether a feature is above a threshold: scaling can't change it.`,
    prose`**Importance**, by decrease of impurity: ${alike ? near[0]!.count : listProse(near.map(({ by, count }) => `${ON_SPLIT[by]} ${count}`))} of ${countOf(features.length, "feature")} have between half and twice the equal share, in training. By the accuracy lost in the test part when one is shuffled, this is shown to hold ${joinProse(
      importances.map(
        ({ by, evidence: { near, far } }) => prose`${ON_SPLIT[by]} for ${near} and not to hold for ${far}`,
      ),
      "; ",
    )}: ${importances.every(({ evidence: { near, far } }) => near + far < features.length / 2) ? "whether most are about equally important can't be told." : "the rest can't be told."}`,
    prose`**Dropping features**: ${
      helped.length === 0
        ? "no smaller set is shown to do better than all."
        : prose`a smaller set does better ${listProse(helped.map(({ by }) => ON_SPLIT[by]))}, even if one counts how many were tried.`
    } The smallest shown to lose less than 2 points: ${joinProse(few, "; ")}. Where the test part is small, losses can't be excluded: that isn't to say that there are any.`,
  );
}

/** What scaling adds, beyond chance, to the models it can change. */
function effect(cells: readonly ScalingCell[]): Prose {
  const changed = cells.filter(
    ({ model, gain }) => model.id !== "rf" && !(gain.interval.low <= 0 && gain.interval.high >= 0),
  );
  if (changed.length === 0) return prose`it changes nothing that chance doesn't explain`;
  return prose`it changes ${listProse(
    changed.map(
      ({ model, gain: { gain, interval } }) =>
        prose`${model.label} by ${formatGain(gain, 1)} points (${formatGainRange(interval)})`,
    ),
  )}`;
}

/** Features that cost at least this much together are not dispensable. */
const MUCH = 0.02;

/** Says whether correlated features stand in for one another when one of them is shuffled. */
export function featureGroupsInWords(importances: readonly ForestImportances[]): Markdown {
  const own = importances[0]!;
  if (own.groups.length === 0) return markdown(prose`*No two features of this data correlate strongly.*`);
  const means = meanImportance(own.permutation);
  const groups = own.groups.map(({ features, together }) => {
    const alone = features.reduce((sum, feature) => sum + means[own.features.indexOf(feature)]!, 0);
    return {
      features,
      alone,
      together: together.reduce((sum, value) => sum + value, 0) / together.length,
      // Shuffles differ: each forest must agree.
      hidden: together.every((value) => value > MUCH && value > 1.5 * alone),
    };
  });
  const first = groups.reduce((most, group) => (group.together > most.together ? group : most));
  const names = listProse(first.features.map((feature) => featureName(feature).title));
  return markdown(
    prose`Shuffled one at a time, ${names} change the accuracy ${ON_SPLIT[own.by]} by ${formatGain(-first.alone, 1)} points in sum; together, by ${formatGain(-first.together, 1)}. ${
      first.hidden
        ? prose`**Each looks less important alone than it is among its fellows, as the others stand in for it**: one should drop features by groups, or try it.`
        : "Here they don't hide one another."
    }`,
  );
}

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
 * text.split("\n")[5]!.split(/ {2,}/); // => ["the feature that costs most when shuffled, in points", "RMS energy, −5.6 (may be another)"]
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
        ...tested.map(
          ({ ranked }, at) =>
            `${featureName(ranked[0]!.feature).title}, ${formatGain(-ranked[0]!.mean, 1)}${importances[at]!.evidence.firstShown ? "" : " (may be another)"}`,
        ),
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
