import { pairName } from "./choosePairs.ts";
import type { PairScore } from "./pairMap.ts";
import { type Chart, chart, formatPercent } from "../common/index.ts";
import { CHART_COLOURS, escapeHtml } from "../../ground/index.ts";
import type { GenrePair } from "../published/index.ts";

/** The title's length that fits a phone, in characters. */
const LONGEST_TITLE = 46;

export interface PairMapChartOptions {
  readonly source: string;
  readonly genres: readonly string[];
  /** The pairs looked at closely; outlined. */
  readonly chosen: readonly GenrePair[];
}

/**
 * Which genres are hard to tell apart: a triangular heat map of the accuracy on every pair.
 * @example
 * import { pairMapChart } from "../src/study/pairs/index.ts";
 * const genres = ["Folk", "Pop", "Rock"];
 * const score = (first: string, second: string, testAccuracy: number) => ({
 *   pair: { id: `${first}-${second}`, genres: [first, second] as const },
 *   testAccuracy,
 * });
 * const scores = [score("Folk", "Rock", 0.9), score("Pop", "Rock", 0.7), score("Folk", "Pop", 0.6)];
 * const { alt } = pairMapChart({ scores }, { source: "Data: my songs", genres, chosen: [] });
 * alt; // => "Heat map of the test accuracy of 3 pairs of genres. Easiest: Folk & Rock with 90 %. Hardest: Folk & Pop with 60 %."
 */
export function pairMapChart(
  { scores }: { readonly scores: readonly Omit<PairScore, "interval" | "groups">[] },
  { source, genres, chosen }: PairMapChartOptions,
): Chart {
  const hardest = scores.at(-1)!;
  const easiest = scores[0]!;
  const answer = `Hardest: ${pairName(hardest.pair)}, ${formatPercent(hardest.testAccuracy)}`;
  const labels = genres.map(escapeHtml);
  const scoreOf = (a: string, b: string): number | null =>
    scores.find(({ pair }) => pair.genres.includes(a) && pair.genres.includes(b))?.testAccuracy ?? null;
  // The first genre has no row and the last no column, so each pair appears once, below the diagonal.
  const rows = genres.slice(1);
  const columns = genres.slice(0, -1);
  const z = rows.map((row, i) => columns.map((column, j) => (j <= i ? scoreOf(row, column) : null)));
  const outlines = chosen.flatMap(({ genres: [a, b] }) => {
    const [first, second] = [genres.indexOf(a), genres.indexOf(b)].sort((x, y) => x - y) as [number, number];
    if (first < 0) return [];
    const [x, y] = [first, second - 1];
    return [
      {
        type: "rect",
        x0: x - 0.5,
        x1: x + 0.5,
        y0: y - 0.5,
        y1: y + 0.5,
        line: { width: 3, color: CHART_COLOURS.orange },
      },
    ];
  });
  return chart({
    title: answer.length <= LONGEST_TITLE ? answer : "Which genres are hard to tell apart?",
    source,
    alt: `Heat map of the test accuracy of ${scores.length} pairs of genres. Easiest: ${pairName(easiest.pair)} with ${formatPercent(easiest.testAccuracy)}. Hardest: ${pairName(hardest.pair)} with ${formatPercent(hardest.testAccuracy)}.`,
    height: 150 + 38 * rows.length,
    data: [
      {
        type: "heatmap",
        x: labels.slice(0, -1),
        y: labels.slice(1),
        z,
        zmin: 0.5,
        zmax: 1,
        text: z.map((row) => row.map((value) => (value === null ? "" : (value * 100).toFixed(0)))),
        texttemplate: "%{text}",
        textfont: { size: 11 },
        xgap: 1,
        ygap: 1,
        showscale: false,
        hoverongaps: false,
        hovertemplate: "%{y} & %{x}: %{z:.1%}<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: {
        title: { text: chosen.length > 0 ? "test accuracy, %; outlined: the pairs above" : "test accuracy, %" },
        dtick: 1,
        showgrid: false,
        zeroline: false,
      },
      yaxis: { autorange: "reversed", dtick: 1, ticksuffix: " ", showgrid: false, zeroline: false },
      shapes: outlines,
    },
  });
}
