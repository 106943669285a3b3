import { mean } from "../../ground/index.ts";
import { type ForestImportances, meanImportance } from "./forestImportances.ts";
import { importanceSummary } from "./importanceSummary.ts";
import {
  countOf,
  featureName,
  formatPercent,
  formatPoints,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";

/** A feature that costs less than this when it is shuffled could as well be left out. */
const LITTLE = 0.005;
/** Together, features that cost at least this are not dispensable. */
const MUCH = 0.02;

/** Whether most features are about equally important: by impurity, by shuffling, and what the leak does to either. */
export function importanceInWords(importances: readonly ForestImportances[]): Markdown {
  const { features, impurity } = importances[0]!;
  const trained = importances.map((one) => importanceSummary(one.features, one.impurity));
  const tested = importances.map((one) => importanceSummary(one.features, one.permutation));
  const range = (values: readonly string[]): Prose => listProse([...new Set(values)]);
  const top = trained[0]!.ranked[0]!;
  const verdict = trained.every(({ nearEqual }) => nearEqual > features.length / 2)
    ? "so by this measure the report is right"
    : "so even by this measure the report is not right";
  return markdown(
    prose`**By decrease of impurity**, what scikit-learn calls \`feature_importances_\`, ${range(trained.map(({ nearEqual }) => String(nearEqual)))} of ${features.length} features have between half and twice the equal share of ${formatPercent(1 / features.length, 1)}, and the shares are as even as those of ${range(trained.map(({ effective }) => effective.toFixed(1)))} equal features: ${verdict}. The first, ${featureName(top.feature).title}, has ${formatPercent(top.mean, 1)}. But impurity is counted in training, where trees grow until their leaves are pure: any feature that helps to tell one training row from another is used. The measure is nearly the same however the rows are split, because it never sees a test row.`,
    prose`**By shuffling** a feature in the test part: ${joinProse(
      importances.map((one, i) => {
        const { ranked, effective } = tested[i]!;
        const little = ranked.filter(({ mean }) => mean < LITTLE).length;
        const even = Number.isNaN(effective) ? "" : prose`, as even as ${effective.toFixed(1)} equal ones`;
        return prose`${where(one.by)} ${featureName(ranked[0]!.feature).title} costs most (${formatPoints(ranked[0]!.mean, 1)} of ${formatPercent(mean(one.testAccuracy), 1)}), ${little === 0 ? "none" : little} of ${features.length} less than half a point${even}`;
      }),
      "; ",
    )}. ${leak(importances)}`,
    prose`The bars of the chart span ${countOf(impurity.length, "forest")} with seeds of their own: where they overlap, the order of two features is chance.`,
  );
}

/** What features that say the same do to importances. */
export function featureGroupsInWords(importances: readonly ForestImportances[]): Markdown {
  const own = importances[0]!;
  if (own.groups.length === 0) return markdown(prose`*No two features of this data correlate strongly.*`);
  const means = meanImportance(own.permutation);
  const groups = own.groups.map(({ features, together }) => ({
    features,
    alone: features.reduce((sum, feature) => sum + means[own.features.indexOf(feature)]!, 0),
    together: mean(together),
  }));
  const first = groups.reduce((most, group) => (group.together > most.together ? group : most));
  const names = listProse(first.features.map((feature) => featureName(feature).title));
  const hidden = first.together > MUCH && first.together > 1.5 * first.alone;
  return markdown(
    prose`${names}, shuffled one at a time, cost ${formatPoints(first.alone, 1)} in sum; shuffled together they cost ${formatPoints(first.together, 1)}, ${where(own.by)}. ${
      hidden
        ? prose`**Alone each looks dispensable, because the others stand in for it.** A list of single importances, of either kind, can't say that: “unimportant” is a property of a feature among its fellows, and one should drop features by groups, or try it.`
        : "Here they don't hide one another."
    }`,
  );
}

function leak(importances: readonly ForestImportances[]): Prose | undefined {
  const random = importances.find(({ by }) => by === "row");
  const apart = importances.find(({ by }) => by === "track");
  if (!random || !apart) return undefined;
  const sum = ({ permutation }: ForestImportances): number =>
    meanImportance(permutation).reduce((total, value) => total + Math.max(0, value), 0);
  const effective = ({ features, permutation }: ForestImportances): number =>
    importanceSummary(features, permutation).effective;
  if (!(effective(random) > 1.15 * effective(apart))) {
    return sum(random) > 1.5 * sum(apart)
      ? prose`On random rows shuffling costs more, since the forest recognises tracks by all their features together.`
      : undefined;
  }
  return prose`**The leak makes more features look important**: to recognise a track every detail helps, to tell a genre in new music only some do.`;
}

function where(by: ForestImportances["by"]): string {
  return by === "row" ? "on random rows" : SPLIT_NAMES[by];
}
