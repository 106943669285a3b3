import type { BetterScore } from "./betterModels.ts";
import type { ComparedScore } from "./modelComparison.ts";
import { bestScore } from "./trackScore.ts";
import { chanceOf, formatPercent, formatPoints, type Markdown, markdown, prose } from "../common/index.ts";
import { OTHER_SCORES, OTHER_SOURCE } from "../published/index.ts";
import { differenceInWords, scoresOf, winnerInWords } from "./beyondInWords.ts";

/** The accuracy the report concludes with. */
const PUBLISHED = 0.82;

/**
 * Says what tuning, a network and averaging add over the report's models on the same folds.
 * @param options the seed of the intervals, and what the data is
 * @param options.fma whether the data is FMA's; if so, scores others have published on it are mentioned
 */
export function betterModelsInWords(
  better: readonly BetterScore[],
  compared: readonly ComparedScore[],
  { seed, fma }: { readonly seed: number; readonly fma: boolean },
): Markdown {
  const sources = [...new Set(better.map(({ data }) => data))];
  const others = OTHER_SCORES.map(({ accuracy }) => accuracy);
  return markdown(
    ...sources.map((data) => {
      const own = scoresOf(better, data.prefix, "track");
      const before = bestScore(scoresOf(compared, data.prefix, "track"));
      return prose`**${data.title}**: ${winnerInWords(own, seed, chanceOf(data.tracks))}. On the same folds it is ${differenceInWords(bestScore(own), before, seed)} from the comparison above. Guessing scores ${formatPercent(chanceOf(data.tracks), 1)}.`;
    }),
    fma
      ? prose`Others got ${formatPercent(Math.min(...others), 1)} to ${formatPercent(Math.max(...others), 1)} on FMA-small, the most with a convolutional network on mel spectrograms ([${OTHER_SOURCE.title}](${OTHER_SOURCE.url})): features and splits of their own, so that their figures stand here for orientation; the best of them is ${formatPoints(PUBLISHED - Math.max(...others))} below the report's ${formatPercent(PUBLISHED)}.`
      : undefined,
  );
}
