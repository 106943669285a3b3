import type { FeatureTable, SplitUnit } from "../../dataset/index.ts";

/** The ways in which a table can be split: by artist only where artists are known. */
export function splitUnits({ artist }: Pick<FeatureTable, "artist">): readonly SplitUnit[] {
  return artist ? ["row", "track", "artist"] : ["row", "track"];
}

/** How each way to split is called in charts and tables. */
export const SPLIT_NAMES: Readonly<Record<SplitUnit, string>> = {
  row: "random rows",
  track: "by track",
  artist: "by artist",
};
