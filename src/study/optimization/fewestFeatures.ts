import { MARGIN } from "../judge/index.ts";
import type { DroppingStep, FeatureDropping } from "./featureDropping.ts";

/**
 * The smallest feature set that is shown, as are all larger ones tried, to lose less than 2 points. A set whose loss is uncertain
 * doesn't count: otherwise, the fewer test tracks there are, the fewer features would seem to be needed.
 */
export function fewestFeatures({ steps }: FeatureDropping): DroppingStep {
  const lost = steps.findIndex(({ ofAll }) => ofAll.low <= -MARGIN);
  return steps.at(lost < 0 ? -1 : lost - 1)!;
}
