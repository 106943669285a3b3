import type { FeatureTable, SourceTables } from "../../dataset/index.ts";
import { FEATURES, LEARNED_FEATURES } from "../../schema.ts";

/**
 * Whether both tables have the report's features and the trained network's (`npm run extract -- --features all`).
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { hasLearnedFeatures } from "../src/study/common/index.ts";
 * hasLearnedFeatures(await loadSource(resolveSource("sample"))); // => false
 */
export function hasLearnedFeatures({ clips, segments }: Pick<SourceTables, "clips" | "segments">): boolean {
  return clips !== undefined && segments !== undefined && [clips, segments].every(isComplete);
}

function isComplete({ features }: FeatureTable): boolean {
  return [...FEATURES, ...LEARNED_FEATURES].every((name) => features.includes(name));
}
