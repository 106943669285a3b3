import { escapeHtml } from "../../ground/index.ts";
import {
  AT_FOOT,
  chart,
  type Chart,
  formatCount,
  formatPercent,
  formatPoints,
  lineAt,
  markdown,
  type Markdown,
  note,
  type Prose,
  prose,
  type Trace,
} from "../common/index.ts";
import { shownLine, SOURCE_STYLES } from "./shownData.ts";
import type { SiblingCurve } from "./siblingCurve.ts";

/** Where the accuracy without the artist's tracks is placed: left of the one without siblings. */
const ARTIST_PLACE = -1;

/**
 * From the score on random rows to the one without leakage: accuracy by the number of siblings left in training, one line per source.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { shownData, siblingCurve, siblingsChart } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const curve = await siblingCurve(shown!, { seed: 1, queries: 300 });
 * siblingsChart([curve!]).alt; // => "FMA sample, accuracy by siblings in training: 0: 18.0 %, 1: 32.7 %, 2: 64.7 %, 3: 76.7 %, …"
 */
export function siblingsChart(curves: readonly SiblingCurve[]): Chart {
  const [own] = curves;
  const { points, leftByRandomRows, k } = own!;
  const most = Math.max(...curves.map((curve) => curve.points.length)) - 1;
  const hasArtists = curves.some(({ byArtist }) => byArtist);
  const last = points.at(-1)!;
  return chart({
    title: [
      `${formatPercent(last.accuracy)} with all siblings in training,`,
      `${formatPercent(points[0]!.accuracy)} with none: the same segments`,
    ],
    source: shownLine(curves.map(({ data }) => data)),
    alt: curves.map(values).join(" "),
    height: 470,
    data: curves.flatMap(lines),
    layout: {
      xaxis: {
        title: { text: "siblings in the training part" },
        range: [hasArtists ? ARTIST_PLACE - 0.5 : -0.4, most + 0.4],
        tickvals: [...(hasArtists ? [ARTIST_PLACE] : []), ...Array.from({ length: most + 1 }, (_, i) => i)],
        ticktext: [
          ...(hasArtists ? ["no track of<br>the artist"] : []),
          ...Array.from({ length: most + 1 }, (_, i) => String(i)),
        ],
        zeroline: false,
      },
      yaxis: { title: { text: `accuracy of KNN (k = ${k})` }, range: [0, 1.03], tickformat: ".0%", dtick: 0.2 },
      margin: { b: 120 },
      shapes: [lineAt(leftByRandomRows)],
      annotations: [
        note(`random rows leave ${leftByRandomRows.toFixed(1)}`, {
          x: leftByRandomRows,
          xanchor: "right",
          xshift: -6,
          ...AT_FOOT,
        }),
      ],
    },
  });
}

function lines({ data, points, byArtist }: SiblingCurve): Trace[] {
  const { colour, symbol, dash } = SOURCE_STYLES[data.prefix];
  const name = escapeHtml(data.title);
  const x = points.map(({ siblings }) => siblings);
  const band: Trace = {
    type: "scatter",
    mode: "lines",
    x: [...x, ...[...x].reverse()],
    y: [...points.map(({ interval }) => interval.high), ...points.map(({ interval }) => interval.low).reverse()],
    fill: "toself",
    fillcolor: colour,
    opacity: 0.18,
    line: { width: 0 },
    hoverinfo: "skip",
    showlegend: false,
    legendgroup: name,
  };
  const line: Trace = {
    type: "scatter",
    mode: "lines+markers",
    name,
    legendgroup: name,
    x,
    y: points.map(({ accuracy }) => accuracy),
    line: { color: colour, width: 2.5, dash },
    marker: { color: colour, symbol, size: 9 },
    hovertemplate: `${name}, %{x} siblings: %{y:.1%}<extra></extra>`,
  };
  if (!byArtist) return [band, line];
  const apart: Trace = {
    type: "scatter",
    mode: "markers",
    x: [ARTIST_PLACE],
    y: [byArtist.accuracy],
    marker: { color: colour, symbol, size: 9 },
    legendgroup: name,
    showlegend: false,
    hovertemplate: `${name}, no track of the artist: %{y:.1%}<extra></extra>`,
  };
  return [band, line, apart];
}

function values({ data, points, byArtist }: SiblingCurve): string {
  const accuracies = points.map(({ siblings, accuracy }) => `${siblings}: ${formatPercent(accuracy, 1)}`).join(", ");
  const artist = byArtist ? ` Without any track of the artist: ${formatPercent(byArtist.accuracy, 1)}.` : "";
  return `${data.title}, accuracy by siblings in training: ${accuracies}.${artist}`;
}

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
