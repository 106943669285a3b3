import type { VotingScores } from "./segmentVoting.ts";
import { bestScore, pairedDifference, type TrackScore } from "./trackScore.ts";
import { formatPercent, joinProse, listProse, type Markdown, markdown, type Prose, prose } from "../common/index.ts";

/** Says for each source whether voting segments beat single ones and one row per track, and which kind of vote is better. */
export function votingInWords(voting: readonly VotingScores[], { seed }: { readonly seed: number }): Markdown {
  const sources = [...new Set(voting.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) => {
      const own = voting.filter((one) => one.data === data);
      const gains = own.map(({ model, scores }) => {
        const { interval } = pairedDifference(scores.mean, scores.segment, seed);
        const sure = interval.low > 0 || interval.high < 0 ? "" : " (may be chance)";
        return prose`${model.label} from ${formatPercent(scores.segment.accuracy, 1)} to ${formatPercent(scores.mean.accuracy, 1)}${sure}`;
      });
      const all = own.flatMap(({ scores }) => Object.values(scores));
      const { accuracy } = bestScore(all);
      const best = listProse(all.filter((score) => score.accuracy === accuracy).map(({ label }) => prose`*${label}*`));
      return prose`**${data.title}**: letting the segments of a track vote by their mean probability takes ${listProse(gains)}. ${compare(own, "mean", "majority", "the mean of the probabilities", "the majority", seed)} ${compare(own, "mean", "whole", "the vote", `the ${data.trackRow} of the whole track`, seed)} Highest of all: ${best}, with ${formatPercent(accuracy, 1)} of the tracks.`;
    }),
  );
}

function compare(
  voting: readonly VotingScores[],
  one: "mean",
  other: "majority" | "whole",
  oneName: string,
  otherName: string,
  seed: number,
): Prose {
  const surely = (better: (scores: VotingScores["scores"]) => readonly [TrackScore, TrackScore]): string[] =>
    voting
      .filter(({ scores }) => pairedDifference(...better(scores), seed).interval.low > 0)
      .map(({ model }) => model.label);
  const ahead = surely((scores) => [scores[one], scores[other]]);
  const behind = surely((scores) => [scores[other], scores[one]]);
  const start = prose`${oneName.charAt(0).toUpperCase()}${oneName.slice(1)}`;
  if (ahead.length === 0 && behind.length === 0)
    return prose`${start} and ${otherName} can't be told apart for any model.`;
  const parts = [
    ahead.length > 0 && prose`is shown to be better than ${otherName} for ${listProse(ahead)}`,
    behind.length > 0 &&
      prose`${ahead.length > 0 ? "worse" : `is shown to be worse than ${otherName}`} for ${listProse(behind)}`,
  ];
  return prose`${start} ${joinProse(parts, " and ")}.`;
}
