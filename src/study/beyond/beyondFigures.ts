import type { ShownData } from "./musicBeside.ts";
import type { SiblingCurve } from "./siblingCurve.ts";
import { bestScore, type TrackScore } from "./trackScore.ts";
import type { SegmentScore } from "./tunedOnSegments.ts";
import { accuracyFigure, figureId, type MeasuredFigure } from "../judge/index.ts";

/** A score and the data it was measured on. */
export interface ShownScore {
  readonly data: ShownData;
  readonly score: TrackScore;
}

/**
 * Scores that the report has no counterpart for: `beyond.voting.rf.mean.by-track`; measured on real music beside the data at hand
 * `beyond.sample.voting.rf.mean.by-track`.
 * @param kind what was asked, as in the ids
 */
export function beyondFigures(kind: string, scores: readonly ShownScore[]): MeasuredFigure[] {
  return scores.map(({ data, score: { id, label, by, accuracy, interval } }) => ({
    id: figureId(`beyond.${data.prefix}${kind}.${id}`, by),
    label: withData(label, data),
    measured: accuracy,
    interval,
  }));
}

/** Tuned models on segments: on random rows, by track, and by artist where artists are known. */
export function segmentFigures(scores: readonly SegmentScore[], { seed }: { readonly seed: number }): MeasuredFigure[] {
  return scores.map((score) => ({
    ...accuracyFigure(`beyond.${score.data.prefix}tuned.segments.${score.id}`, score, { seed }),
    label: withData(`${score.label} on segments, ${score.setting}`, score.data),
    note: `${score.data.line}.`,
  }));
}

/** The accuracy for each number of siblings in training, and with the artist's tracks gone as well. */
export function siblingFigures(curves: readonly SiblingCurve[]): MeasuredFigure[] {
  return curves.flatMap(({ data, k, points, byArtist }): MeasuredFigure[] => {
    const label = (what: string): string => withData(`KNN (k = ${k}), ${what} of a segment in training`, data);
    const own = points.map(({ siblings, accuracy, interval }): MeasuredFigure => ({
      id: `beyond.${data.prefix}siblings.${siblings}`,
      label: label(siblings === 0 ? "no sibling" : siblings === 1 ? "1 sibling" : `${siblings} siblings`),
      measured: accuracy,
      interval,
    }));
    if (!byArtist) return own;
    const apart = { label: label("no sibling"), measured: byArtist.accuracy, interval: byArtist.interval };
    return [...own, { id: figureId(`beyond.${data.prefix}siblings.0`, "artist"), ...apart }];
  });
}

/** The best score of each source for which there are scores: by track, and by artist where artists are known. */
export function bestFigures(scores: readonly ShownScore[]): MeasuredFigure[] {
  const sources = [...new Set(scores.map(({ data }) => data.prefix))];
  return sources.flatMap((prefix) =>
    (["track", "artist"] as const).flatMap((by): MeasuredFigure[] => {
      const own = scores.filter(({ data, score }) => data.prefix === prefix && score.by === by);
      if (own.length === 0) return [];
      const { label, accuracy, interval } = bestScore(own.map(({ score }) => score));
      return [
        {
          id: figureId(`beyond.${prefix}best`, by),
          label: withData("The best model where nothing leaks", own[0]!.data),
          measured: accuracy,
          interval,
          note: `${label}; ${own[0]!.data.line}. The best of ${own.length}: being picked for its score flatters it a little.`,
        },
      ];
    }),
  );
}

function withData(label: string, { prefix, title }: ShownData): string {
  return prefix === "" ? label : `${label} (${title}: real music)`;
}
