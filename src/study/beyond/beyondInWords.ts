import { type BetterScore } from "./betterModels.ts";
import type { ComparedScore } from "./modelComparison.ts";
import type { ShownData } from "./shownData.ts";
import { bestScore, type GroupUnit, pairedDifference, type TrackScore } from "./trackScore.ts";
import { accuracyInterval, type Interval } from "../../models/index.ts";
import {
  formatGain,
  formatPercent,
  formatPoints,
  formatRange,
  jointConfidence,
  listProse,
  type Prose,
  prose,
} from "../common/index.ts";

/** "38.8 % (35.8 % to 41.7 %)". */
export function scoreInWords({
  accuracy,
  interval,
}: {
  readonly accuracy: number;
  readonly interval: Interval;
}): Prose {
  return prose`${formatPercent(accuracy, 1)} (${formatRange(interval, 1)})`;
}

/**
 * How two scores on the same tracks differ, with the interval of the difference: "ahead of LR by 3.1 points (0.4 to 5.8)", or "level
 * with LR (−1.0 to +2.2 points)". `pairs`: of how many pairs of scores these were picked; the interval allows for that.
 */
export function differenceInWords(
  score: TrackScore,
  other: TrackScore,
  { seed, pairs }: { readonly seed: number; readonly pairs: number },
): Prose {
  const { difference, interval } = pairedDifference(score, other, seed, jointConfidence(pairs));
  const [low, high] = [interval.low, interval.high].map((bound) => formatGain(bound, 1));
  if (interval.low > 0) return prose`ahead of ${other.label} by ${formatPoints(difference, 1)} (${low} to ${high})`;
  if (interval.high < 0) return prose`behind ${other.label} by ${formatPoints(difference, 1)} (${low} to ${high})`;
  return prose`not to be told from ${other.label} (difference ${low} to ${high} points)`;
}

/** One source's scores with the given kind of group kept apart. */
export function scoresOf<Score extends ComparedScore | BetterScore>(
  scores: readonly Score[],
  prefix: ShownData["prefix"],
  by: GroupUnit,
): Score[] {
  return scores.filter(({ data, by: unit }) => data.prefix === prefix && unit === by);
}

/**
 * The highest score, and the others that can't be distinguished from it on the same tracks, nor it from guessing, at a confidence that
 * counts how many were compared. Being picked as the highest makes a score optimistic.
 */
export function winnerInWords(scores: readonly TrackScore[], seed: number, chance: number): Prose {
  const best = bestScore(scores);
  const others = scores.filter((score) => score !== best).sort((a, b) => b.accuracy - a.accuracy);
  const confidence = jointConfidence(others.length);
  const level = others.filter((other) => pairedDifference(best, other, seed, confidence).interval.low <= 0);
  const { low } = accuracyInterval(best.hits, best.groups, { seed, confidence: jointConfidence(scores.length) });
  if (low <= chance)
    return prose`no model is surely better than always guessing the largest genre (${formatPercent(chance, 1)}); the highest score is ${scoreInWords(best)}, of ${best.label}`;
  const found = prose`**${best.label}** has the highest score, ${scoreInWords(best)}, which being picked for it flatters a little`;
  if (level.length === 0) return found;
  return level.length === others.length
    ? prose`${found}; none of the others can be told from it`
    : prose`${found}; not to be told from it: ${listProse(level.map(({ label }) => prose`*${label}*`))}`;
}
