import { dropVariances } from "../../dataset/index.ts";
import { CHART_COLOURS } from "../../ground/index.ts";
import { crossValPredict, groupVotes } from "../../models/index.ts";
import {
  chanceOf,
  type Chart,
  countOf,
  formatPercent,
  jointConfidence,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  type ReportModel,
  resampledWith,
  scoresChart,
} from "../common/index.ts";
import { nameBeside, type ShownData, shownLine } from "./shownData.ts";
import {
  bestScore,
  crossValidateTracks,
  pairedDifference,
  rowsOfFold,
  scoreTracks,
  trackFolds,
  type TrackScore,
} from "./trackScore.ts";

/** The ways to predict a track's genre. */
export const VOTES = {
  segment: "a single segment",
  majority: "the majority of its segments",
  mean: "the mean probability of its segments",
  whole: "one row for the whole track",
} as const;

export type Vote = keyof typeof VOTES;

/** How well one model predicts the genre of tracks in each way. */
export interface VotingScores {
  readonly data: ShownData;
  readonly model: ReportModel;
  readonly scores: Readonly<Record<Vote, TrackScore>>;
}

/**
 * Predicts the genre of unseen tracks from single segments, from all of a track's segments together, and from one row for the whole
 * track. Cross-validates over the same folds of tracks, with the report's features.
 * @returns an empty list if the source has no segments
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels } from "../src/study/common/index.ts";
 * import { segmentVoting, shownData } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const [knn] = await segmentVoting(shown!, reportModels().slice(1, 2), { seed: 1 });
 * [knn!.scores.segment.accuracy, knn!.scores.mean.accuracy]; // => [0.209, 0.234]
 */
export async function segmentVoting(
  data: ShownData,
  models: readonly ReportModel[],
  { seed }: { readonly seed: number },
): Promise<VotingScores[]> {
  if (!data.segments) return [];
  const tracks = dropVariances(data.tracks);
  const segments = dropVariances(data.segments);
  const cuts = trackFolds(tracks, "track", seed).map((folds) =>
    folds.map((fold) => rowsOfFold(fold, tracks, segments)),
  );
  const all: VotingScores[] = [];
  for (const model of models) {
    const hits = { segment: zeros(tracks.track), majority: zeros(tracks.track), mean: zeros(tracks.track) };
    const place = new Map(tracks.track.map((name, i) => [name, i]));
    for (const folds of cuts) {
      const { proba, classes, predicted } = await crossValPredict(
        () => model.create(),
        segments.X,
        segments.label,
        folds,
      );
      const votes = groupVotes(proba, classes, segments.track);
      votes.groups.forEach((name, i) => {
        const at = place.get(name as string)!;
        if (votes.majority[i] === tracks.label[at]) hits.majority[at]! += 1 / cuts.length;
        if (votes.mean[i] === tracks.label[at]) hits.mean[at]! += 1 / cuts.length;
      });
      const counts = segmentCounts(segments.track);
      segments.track.forEach((name, row) => {
        if (predicted[row] === segments.label[row])
          hits.segment[place.get(name)!]! += 1 / cuts.length / counts.get(name)!;
      });
    }
    const score = (vote: Exclude<Vote, "whole">): TrackScore =>
      scoreTracks(
        {
          id: `${model.id}.${vote}`,
          label: `${model.label}, ${VOTES[vote]}`,
          by: "track",
          hits: hits[vote],
          groups: resampledWith(tracks),
        },
        seed,
      );
    const whole = await crossValidateTracks(
      tracks,
      { id: `${model.id}.whole`, label: `${model.label}, ${VOTES.whole}`, create: () => model.create() },
      { by: "track", seed },
    );
    all.push({
      data,
      model,
      scores: { segment: score("segment"), majority: score("majority"), mean: score("mean"), whole: whole.score },
    });
  }
  return all;
}

function zeros(list: readonly unknown[]): number[] {
  return list.map(() => 0);
}

function segmentCounts(track: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of track) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** None of a way to split, which has its own in every chart. */
const STYLES: Readonly<Record<Vote, { readonly colour: string; readonly symbol: string }>> = {
  segment: { colour: CHART_COLOURS.quiet, symbol: "star" },
  majority: { colour: CHART_COLOURS.brown, symbol: "triangle-up" },
  mean: { colour: CHART_COLOURS.green, symbol: "cross" },
  whole: { colour: CHART_COLOURS.pink, symbol: "x" },
};

/**
 * A track's genre from one segment, from all of them, and from one row: one chart row per model and source.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels } from "../src/study/common/index.ts";
 * import { segmentVoting, shownData, votingChart } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const voting = await segmentVoting(shown!, reportModels().slice(1, 2), { seed: 1 });
 * votingChart(voting).alt; // => "a single segment: KNN 20.9 %. the majority of its segments: KNN 22.5 %. the mean probability of its …"
 */
export function votingChart(voting: readonly VotingScores[]): Chart {
  const shown = [...new Map(voting.map(({ data }) => [data.prefix, data])).values()];
  const rowOf = ({ model, data }: VotingScores): string => nameBeside(model.label, data);
  return scoresChart({
    title: ["Do a track's segments", "know more together?"],
    source: shownLine(shown),
    rows: voting.map(rowOf),
    series: (Object.keys(VOTES) as Vote[]).map((vote) => ({
      name: VOTES[vote],
      ...STYLES[vote],
      points: voting.map((one) => {
        const { accuracy, interval } = one.scores[vote];
        return { row: rowOf(one), value: accuracy, interval };
      }),
    })),
    chance: chanceOf(shown[0]!.tracks),
  });
}

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
      return prose`**${data.title}**: letting the segments of a track vote by their mean probability takes ${listProse(gains)}. ${compare(own, "mean", "majority", "the mean of the probabilities", "the majority", seed)} ${compare(own, "mean", "whole", "the vote", `the ${data.trackRow} of the whole track`, seed)} Highest of all ${countOf(all.length, "score")}: ${best}, with ${formatPercent(accuracy, 1)} of the tracks, which being picked for it flatters.`;
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
      .filter(
        ({ scores }) => pairedDifference(...better(scores), seed, jointConfidence(voting.length)).interval.low > 0,
      )
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
