import type { ComparedScore } from "./modelComparison.ts";
import { pairedDifference } from "./trackScore.ts";
import {
  chanceOf,
  formatCount,
  formatGain,
  formatPercent,
  joinProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
} from "../common/index.ts";
import { scoresOf, winnerInWords } from "./beyondInWords.ts";

/**
 * Says which of the report's models wins without leakage, what keeping artists apart adds, and whether the variances should have been
 * kept.
 */
export function comparisonInWords(scores: readonly ComparedScore[], { seed }: { readonly seed: number }): Markdown {
  const sources = [...new Set(scores.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) => {
      const byTrack = scoresOf(scores, data.prefix, "track");
      const byArtist = scoresOf(scores, data.prefix, "artist");
      const knn = byTrack.filter(({ model }) => model === "knn").reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
      return joinProse([
        prose`**${data.title}**, ${formatCount(data.tracks.X.rows)} tracks. By track ${winnerInWords(byTrack, seed, chanceOf(data.tracks))}.`,
        prose`The report's choice, KNN, gets ${formatPercent(knn.accuracy, 1)} at best, though k is chosen anew in each fold.`,
        byArtist.length > 0 ? prose`By artist ${winnerInWords(byArtist, seed, chanceOf(data.tracks))}.` : undefined,
        features(byTrack, seed),
      ]);
    }),
  );
}

/** Whether all features beat the report's. */
function features(scores: readonly ComparedScore[], seed: number): Prose | undefined {
  const counts = [...new Set(scores.map((score) => score.features))].sort((a, b) => a - b);
  const [few, all] = counts;
  if (few === undefined || all === undefined)
    return prose`The table has no variances, so that there is one set of features.`;
  const gains = scores
    .filter((score) => score.features === all)
    .map((score) => {
      const other = scores.find(({ model, features: count }) => model === score.model && count === few)!;
      const { difference, interval } = pairedDifference(score, other, seed);
      const sure = interval.low > 0 || interval.high < 0;
      return { model: score.model.toUpperCase(), difference, sure };
    });
  const told = gains.map(
    ({ model, difference, sure }) =>
      prose`${formatGain(difference, 1)} points for ${model}${sure ? "" : " (may be chance)"}`,
  );
  return prose`All ${all} features instead of the report's ${few}: ${joinProse(told, ", ")}.`;
}
