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
    prose`Nothing changes along a line but the siblings: the same test segments, the same other tracks, the same k. A score on random rows is near the right end of it${curves.every(helps) ? ", and what it adds to the left end is recognition of tracks" : ""}.`,
  );
}

/** Whether all siblings score more than none, beyond both intervals. */
function helps({ points }: Pick<SiblingCurve, "points">): boolean {
  return points.at(-1)!.interval.low > points[0]!.interval.high;
}

function describe({ data, points, byArtist, leftByRandomRows, queries, k }: SiblingCurve): Prose {
  const [none, one] = [points[0]!, points[1]];
  const all = points.at(-1)!;
  const whole = all.accuracy - none.accuracy;
  const first = !helps({ points })
    ? " That siblings help is not shown."
    : one
      ? prose` The first sibling alone brings ${formatPoints(one.accuracy - none.accuracy)} of these ${formatPoints(whole)}.`
      : "";
  const artist = byArtist
    ? byArtist.gain.low > 0
      ? prose` Without the artist's other tracks it is ${formatPercent(byArtist.accuracy)}: these help as well.`
      : prose` Without the artist's other tracks it is ${formatPercent(byArtist.accuracy)}.`
    : "";
  return prose`**${data.title}**, ${formatCount(queries)} segments, ${k} neighbours: ${formatPercent(all.accuracy)} with all ${all.siblings} siblings in training, **${formatPercent(none.accuracy)}** with none.${first}${artist} The report's random rows leave ${leftByRandomRows.toFixed(1)} siblings in the mean.`;
}
