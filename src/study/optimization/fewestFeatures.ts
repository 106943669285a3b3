import { MARGIN } from "../judge/index.ts";
import type { DroppingStep, FeatureDropping } from "./featureDropping.ts";

/**
 * The smallest set of features that is shown to lose less than 2 points, as are all larger ones tried. A set whose loss can't be told is
 * not among them: otherwise the fewer tracks there are to test on, the fewer features would seem to be needed.
 */
export function fewestFeatures({ steps }: FeatureDropping): DroppingStep {
  const lost = steps.findIndex(({ gain }) => gain.interval.low <= -MARGIN);
  return steps.at(lost < 0 ? -1 : lost - 1)!;
}
