import {
  chanceOf,
  formatGain,
  formatPercent,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";
import type { SegmentScore } from "./tunedOnSegments.ts";

/** Says what tuned models gain from having seen the test tracks, and which gains most. */
export function tunedOnSegmentsInWords(scores: readonly SegmentScore[]): Markdown {
  const sources = [...new Set(scores.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) => {
      const own = scores.filter((score) => score.data === data);
      const gains = own
        .filter(({ by }) => by === "row")
        .map((score) => {
          const apart = own.filter(({ id, by }) => id === score.id && by !== "row");
          return { ...score, apart, gain: gainOf(score, own) };
        })
        .sort((a, b) => b.gain - a.gain);
      const [most] = gains;
      const added = gains.map(({ label, gain }) => prose`${label.toLowerCase()} ${formatGain(gain)}`);
      const apart = most!.apart.map(({ accuracy, by }) => prose`**${formatPercent(accuracy)}** ${SPLIT_NAMES[by]}`);
      return prose`**${data.title}**: the ${most!.label.toLowerCase()} that is right for ${formatPercent(most!.accuracy)} of the segments on random rows gets ${listProse(apart)}. What random rows add to the score by track, in points: ${joinProse(added, ", ")}. Guessing scores ${formatPercent(chanceOf(data.segments!))}.`;
    }),
    scores.filter(({ by }) => by === "row").every((score) => recognises(score, scores))
      ? "None of the settings, chosen for tracks not met, keeps a model from recognising those that it has met."
      : undefined,
  );
}

/** Whether the score on random rows is higher than that by track, beyond both intervals. */
function recognises(score: SegmentScore, scores: readonly SegmentScore[]): boolean {
  return score.interval.low > byTrack(score, scores).interval.high;
}

/** What random rows add over the score by track. */
function gainOf(score: SegmentScore, scores: readonly SegmentScore[]): number {
  return score.accuracy - byTrack(score, scores).accuracy;
}

function byTrack({ data, id }: SegmentScore, scores: readonly SegmentScore[]): SegmentScore {
  return scores.find((one) => one.data === data && one.id === id && one.by === "track")!;
}
