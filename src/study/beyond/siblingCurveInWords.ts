import type { SiblingCurve } from "./siblingCurve.ts";
import {
  formatCount,
  formatPercent,
  formatPoints,
  type Markdown,
  markdown,
  type Prose,
  prose,
} from "../common/index.ts";

/** Says what siblings in training are worth: both ends of the curve, the first sibling, and the artist's other tracks. */
export function siblingCurveInWords(curves: readonly SiblingCurve[]): Markdown {
  return markdown(
    ...curves.map((curve) => describe(curve)),
    "Nothing changes along a line but the siblings: the same test segments, the same other tracks, the same k. A score on random rows is the right end of it, and what it adds to the left end is recognition of tracks.",
  );
}

function describe({ data, points, byArtist, leftByRandomRows, queries, k }: SiblingCurve): Prose {
  const [none, one] = [points[0]!, points[1]];
  const all = points.at(-1)!;
  const whole = all.accuracy - none.accuracy;
  const first = one
    ? prose` The first sibling alone brings ${formatPoints(one.accuracy - none.accuracy)} of these ${formatPoints(whole)}.`
    : "";
  const artist = byArtist
    ? byArtist.interval.high < none.accuracy
      ? prose` Without the artist's other tracks it is ${formatPercent(byArtist.accuracy)}: these help as well.`
      : prose` Without the artist's other tracks it is ${formatPercent(byArtist.accuracy)}.`
    : "";
  return prose`**${data.title}**, ${formatCount(queries)} segments, ${k} neighbours: ${formatPercent(all.accuracy)} with all ${all.siblings} siblings in training, **${formatPercent(none.accuracy)}** with none.${first}${artist} The report's random rows leave ${leftByRandomRows.toFixed(1)} siblings in the mean.`;
}
