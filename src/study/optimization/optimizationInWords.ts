import { fewestFeatures } from "./fewestFeatures.ts";
import { type ForestImportances, meanImportance } from "./forestImportances.ts";
import { importanceSummary } from "./importanceSummary.ts";
import type { OptimizationResults } from "./optimizationTable.ts";
import type { ScalingCell } from "./scalingCell.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import {
  countOf,
  featureName,
  formatGain,
  formatPoints,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";

/** Answers the three questions: what scaling adds, whether features are equally important, and whether some are better dropped. */
export function optimizationInWords({ scaling, importances, droppings }: OptimizationResults): Markdown {
  const units = [...new Set(scaling.map(({ by }) => by))];
  const { features } = importances[0]!;
  const near = importances.map(({ impurity }) => importanceSummary(features, impurity).nearEqual);
  const few = droppings.map((dropping) => {
    const { kept } = fewestFeatures(dropping);
    return prose`${where(dropping.by)} ${kept < dropping.ranking.length ? `${kept} of ${dropping.ranking.length}` : "none of those tried"}`;
  });
  const helped = droppings.filter(({ steps }) => steps.some(({ gain }) => gain.interval.low > 0));
  return markdown(
    prose`**Scaling**: ${joinProse(
      units.map((by) => prose`${where(by)} ${effect(scaling.filter((cell) => cell.by === by))}`),
      "; ",
    )}. The forest asks only whether a feature is above a threshold: scaling can't change it.`,
    prose`**Importance**, by decrease of impurity: ${listProse([...new Set(near)])} of ${countOf(features.length, "feature")} have between half and twice the equal share.`,
    prose`**Dropping features**: ${
      helped.length === 0
        ? "no smaller set is shown to do better than all."
        : prose`a smaller set does better ${listProse(helped.map(({ by }) => where(by)))}.`
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
        prose`${model.label} by ${formatGain(gain, 1)} points (${formatGain(interval.low, 1)} to ${formatGain(interval.high, 1)})`,
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
  const groups = own.groups.map(({ features, together }) => ({
    features,
    alone: features.reduce((sum, feature) => sum + means[own.features.indexOf(feature)]!, 0),
    together: together.reduce((sum, value) => sum + value, 0) / together.length,
  }));
  const first = groups.reduce((most, group) => (group.together > most.together ? group : most));
  const names = listProse(first.features.map((feature) => featureName(feature).title));
  const hidden = first.together > MUCH && first.together > 1.5 * first.alone;
  return markdown(
    prose`${capitalised(where(own.by))}, ${names} cost ${formatPoints(first.alone, 1)} in sum when shuffled one at a time, and ${formatPoints(first.together, 1)} together. ${
      hidden
        ? prose`**Each looks less important alone than it is among its fellows, as the others stand in for it**: one should drop features by groups, or try it.`
        : "Here they don't hide one another."
    }`,
  );
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

function where(by: SplitUnit): string {
  return by === "row" ? "on random rows" : SPLIT_NAMES[by];
}
