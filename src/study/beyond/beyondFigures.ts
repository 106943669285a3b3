import type { ShownData } from "./shownData.ts";
import type { SiblingCurve } from "./siblingCurve.ts";
import type { TrackScore } from "./trackScore.ts";
import type { SegmentScore } from "./tunedOnSegments.ts";
import { accuracyFigure, figureId, type MeasuredFigure } from "../judge/index.ts";

/** A score and the data it was measured on. */
export interface ShownScore {
  readonly data: ShownData;
  readonly score: TrackScore;
}

/**
 * Scores without a counterpart in the report: `beyond.voting.rf.mean.by-track`, or, measured on the sample beside the data at hand,
 * `beyond.sample.voting.rf.mean.by-track`.
 * @param kind the question, as in the ids
 */
export function beyondFigures(kind: string, scores: readonly ShownScore[]): MeasuredFigure[] {
  return scores.map(({ data, score: { id, label, by, accuracy, interval } }) => ({
    id: figureId(`beyond.${data.prefix}${kind}.${id}`, by),
    label: withData(label, data),
    measured: accuracy,
    interval,
  }));
}

/** Tuned models on segments: on random rows, by track, and by artist if artists are known. */
export function segmentFigures(scores: readonly SegmentScore[], { seed }: { readonly seed: number }): MeasuredFigure[] {
  return scores.map((score) => ({
    ...accuracyFigure(`beyond.${score.data.prefix}tuned.segments.${score.id}`, score, { seed }),
    label: withData(`${score.label} on segments, ${score.setting}`, score.data),
    note: `${score.data.line}.`,
  }));
}

/** The accuracy for each number of siblings in training, and with the artist's tracks removed as well. */
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

function withData(label: string, { prefix, title }: ShownData): string {
  return prefix === "" ? label : `${label} (${title})`;
}
