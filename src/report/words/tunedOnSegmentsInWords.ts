import { chanceOf } from "../analysis/chanceOf.ts";
import { SPLIT_NAMES } from "../analysis/splitUnits.ts";
import type { SegmentScore } from "../analysis/tunedOnSegments.ts";
import { formatGain, formatPercent, listInWords } from "../formatNumber.ts";
import { type Markdown, markdown } from "../markdown.ts";

/** What tuned models gain from having met the test tracks, and which of them gains most. */
export function tunedOnSegmentsInWords(scores: readonly SegmentScore[]): Markdown {
  const sources = [...new Set(scores.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) => {
      const own = scores.filter((score) => score.data === data);
      const gains = own
        .filter(({ by }) => by === "row")
        .map(({ id, label, accuracy }) => {
          const apart = own.filter((score) => score.id === id && score.by !== "row");
          return { label, accuracy, apart, gain: accuracy - apart[0]!.accuracy };
        })
        .sort((a, b) => b.gain - a.gain);
      const [most] = gains;
      const added = gains.map(({ label, gain }) => `${label.toLowerCase()} ${formatGain(gain)}`);
      const apart = most!.apart.map(({ accuracy, by }) => `**${formatPercent(accuracy)}** ${SPLIT_NAMES[by]}`);
      return (
        `**${data.title}**${data.prefix === "" ? "" : " (real music)"}: the ${most!.label.toLowerCase()} that is right for ${formatPercent(most!.accuracy)} of the segments on random rows ` +
        `gets ${listInWords(apart)}. What random rows add to the score by track, in points: ${added.join(", ")}. Guessing scores ${formatPercent(chanceOf(data.segments!))}.`
      );
    }),
  );
}
