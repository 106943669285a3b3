import type { FeatureDropping } from "./featureDropping.ts";
import { fewestFeatures } from "./fewestFeatures.ts";
import {
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

/** Whether the forest improves when its least important features are dropped, and how many it needs. */
export function droppingInWords(droppings: readonly FeatureDropping[]): Markdown {
  const helped = droppings.filter(({ steps }) => steps.some(({ gain }) => gain.interval.low > 0));
  const verdict =
    helped.length === 0
      ? prose`The report is right: **no smaller set of features does better than all of them**, beyond what the draw of the test part explains.`
      : prose`Against the report, a smaller set of features does better ${listProse(helped.map(({ by }) => where(by)))}.`;
  const needs = droppings.map((dropping, at) => {
    const { kept, testAccuracy } = fewestFeatures(dropping);
    const { ranking, steps } = dropping;
    const enough =
      kept < ranking.length
        ? prose`${kept} of ${ranking.length} features do as well as all (${formatPercent(testAccuracy, 1)})`
        : prose`no smaller set does as well as all ${ranking.length} features (${formatPercent(testAccuracy, 1)})`;
    const last = steps.at(-1)!;
    const lost =
      last.gain.interval.high < 0
        ? prose`, and the last ${last.kept === 1 ? "one alone loses" : prose`${last.kept} alone lose`} ${formatPoints(last.gain.gain, 1)}`
        : "";
    return prose`${at === 0 ? capitalise(where(dropping.by)) : where(dropping.by)} ${enough}${lost}`;
  });
  return markdown(
    prose`${verdict} How many are needed? ${joinProse(needs, "; ")}.`,
    prose`Kept to the last: ${joinProse(
      droppings.map(
        ({ by, ranking, steps }) =>
          prose`${where(by)} ${listProse(ranking.slice(0, steps.at(-1)!.kept).map((feature) => featureName(feature).title))}`,
      ),
      "; ",
    )}.`,
    leak(droppings),
  );
}

function leak(droppings: readonly FeatureDropping[]): Prose | undefined {
  const random = droppings.find(({ by }) => by === "row");
  const apart = droppings.find(({ by }) => by === "track");
  if (!random || !apart) return undefined;
  const [many, few] = [fewestFeatures(random).kept, fewestFeatures(apart).kept];
  if (many <= few) return prose`The split does not change how many features the forest needs here.`;
  return prose`**What the leak does**: on random rows each further feature sharpens the fingerprint of a track, so that dropping one seems to hurt early. By track ${many - few} more can go before it shows. (With fewer tracks than rows to judge by, it also takes a larger loss to show.)`;
}

function where(by: FeatureDropping["by"]): string {
  return by === "row" ? "on random rows" : SPLIT_NAMES[by];
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
