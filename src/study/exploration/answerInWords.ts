import {
  chanceOf,
  countOf,
  featureName,
  formatCount,
  formatPercent,
  joinProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  type ReportTable,
} from "../common/index.ts";
import { ALONE, type FeatureSeparation } from "./featureSeparation.ts";
import { clingsToGenre, clingsToTrack, type NearestSiblings, siblingShare } from "./nearestSiblings.ts";
import type { SplitOverlap } from "./splitOverlap.ts";

/** What exploring a table has found. */
export interface Explored {
  /** The features, the one that separates genres best first. */
  readonly separation: readonly FeatureSeparation[];
  readonly siblings: NearestSiblings | undefined;
  readonly overlaps: readonly SplitOverlap[];
}

/**
 * The answer in a few sentences: whether a segment reveals its track better than its genre, what random rows make of that, how much the
 * best feature says about the genre, and the score of guessing.
 */
export function answerInWords({ table, rowNoun }: ReportTable, { separation, siblings, overlaps }: Explored): Markdown {
  return markdown(
    joinProse([siblings && alike(siblings), leak(overlaps)]),
    joinProse([
      alone(separation[0]!),
      prose`Always guessing the largest of ${countOf(new Set(table.label).size, "genre")} is right for ${formatPercent(chanceOf(table), 1)} of the ${rowNoun}s.`,
    ]),
  );
}

function alike(siblings: NearestSiblings): Prose {
  const found = prose`the nearest other segment is of the same track for ${siblingShare(siblings, "sameTrack")}, the nearest of another track is of the same genre for ${siblingShare(siblings, "sameGenre")}`;
  return clingsToTrack(siblings)
    ? prose`**A segment tells its track better than its genre: ${found}.**`
    : clingsToGenre(siblings)
      ? prose`**A segment tells its genre better than its track: ${found}.**`
      : prose`**That a segment tells its track better than its genre is not shown: ${found}.**`;
}

function leak(overlaps: readonly SplitOverlap[]): Prose {
  const random = overlaps.find(({ by }) => by === "row")!;
  if (random.sharedTracks === 0) {
    return prose`**With one row a track, the report's split by random rows keeps tracks apart.**`;
  }
  return prose`The report's split by random rows puts ${formatCount(random.sharedTracks)} of ${formatCount(random.tracks.test)} test tracks on both sides, so that a model is tested on tracks that it has met.`;
}

function alone({ feature, share }: FeatureSeparation): Prose {
  const { title } = featureName(feature);
  const found = prose`${title}, has ${formatPercent(share)} of its variance between genres, ${formatPercent(1 - share)} within them.`;
  return share < ALONE
    ? prose`No feature tells genres apart alone: the best, ${found}`
    : prose`One feature goes a long way: the best, ${found}`;
}
