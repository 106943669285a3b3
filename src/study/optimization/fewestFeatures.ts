import type { DroppingStep, FeatureDropping } from "./featureDropping.ts";

/** The smallest set of features whose forest is not worse than that of all features, beyond what the draw of the test part explains. */
export function fewestFeatures({ steps }: FeatureDropping): DroppingStep {
  return steps.filter(({ gain }) => gain.interval.high >= 0).at(-1)!;
}
