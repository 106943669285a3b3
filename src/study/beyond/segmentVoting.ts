import { crossValPredict, groupVotes } from "../../models/index.ts";
import { dropVariances } from "../../dataset/index.ts";
import { crossValidateTracks } from "./crossValidateTracks.ts";
import type { ShownData } from "./shownData.ts";
import { type ReportModel, resampledWith } from "../common/index.ts";
import { rowsOfFold, trackFolds } from "./trackFolds.ts";
import { scoreTracks, type TrackScore } from "./trackScore.ts";

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
