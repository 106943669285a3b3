import type { TrackCurve } from "./trackCurve.ts";
import { pairedDifference } from "./trackScore.ts";
import {
  formatCount,
  formatGain,
  formatPercent,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
} from "../common/index.ts";

/** Says what the last doubling of the tracks gained each model, and whether the curves have levelled off. */
export function trackCurveInWords(curves: readonly TrackCurve[], { seed }: { readonly seed: number }): Markdown {
  const sources = [...new Set(curves.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) =>
      describe(
        curves.filter((curve) => curve.data === data),
        seed,
      ),
    ),
  );
}

function describe(curves: readonly TrackCurve[], seed: number): Prose {
  const { data, points } = curves[0]!;
  const name = prose`**${data.title}**`;
  if (points.length < 2) return prose`${name} has too few tracks for a curve.`;
  const [half, all] = [points.at(-2)!.tracks, points.at(-1)!.tracks];
  const gains = curves.map(({ model, points: own }) => {
    const [before, after] = [own.at(-2)!.score, own.at(-1)!.score];
    return { label: model.label, after, ...pairedDifference(after, before, seed) };
  });
  const growing = gains.filter(({ interval }) => interval.low > 0);
  const told = gains.map(
    ({ label, after, difference, interval }) =>
      prose`${label} ${formatGain(difference, 1)} points, to ${formatPercent(after.accuracy, 1)}${interval.low <= 0 && interval.high >= 0 ? " (may be chance)" : ""}`,
  );
  const meaning =
    growing.length > 0
      ? prose`**The last doubling helped** ${listProse(growing.map(({ label }) => label))}: more tracks may help further.`
      : "The last doubling brings nothing that could not be chance: with so few tracks to score on, smaller gains can't be seen.";
  return prose`${name}: from ${formatCount(half)} to ${formatCount(all)} tracks, ${joinProse(told, "; ")}. ${meaning}`;
}
