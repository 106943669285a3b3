import { CHART_COLOURS, escapeHtml } from "../../ground/index.ts";
import type { Interval } from "../../models/index.ts";
import { type Chart, chart, formatPercent, intervalBars } from "../common/index.ts";

/** Accuracy on songs by other artists as the number of training songs grows. */
export interface SongCurve {
  readonly label: string;
  readonly points: readonly { readonly songs: number; readonly accuracy: number; readonly interval: Interval }[];
}

/** None of a way to split: these are descriptions. */
const COLOURS = [CHART_COLOURS.brown, CHART_COLOURS.green, CHART_COLOURS.pink];
const SYMBOLS = ["circle", "square", "diamond", "triangle-up"];

/**
 * How many labelled songs are needed? The axis of songs is logarithmic; bars are 95 % intervals.
 * @example
 * import { songCurveChart } from "../src/study/hearing/index.ts";
 * const points = [
 *   { songs: 20, accuracy: 0.3, interval: { low: 0.24, high: 0.36 } },
 *   { songs: 160, accuracy: 0.45, interval: { low: 0.37, high: 0.53 } },
 * ];
 * songCurveChart([{ label: "my features", points }], "my songs").alt; // => "my features: 30.0 % from 20 songs, 45.0 % from 160 songs."
 */
export function songCurveChart(curves: readonly SongCurve[], line: string): Chart {
  return chart({
    title: "How many labelled songs are needed?",
    source: `Data: ${line}`,
    alt: curves
      .map(
        ({ label, points }) =>
          `${label}: ${points.map(({ songs, accuracy }) => `${formatPercent(accuracy, 1)} from ${songs} songs`).join(", ")}.`,
      )
      .join(" "),
    height: 400,
    data: curves.map(({ label, points }, i) => ({
      type: "scatter",
      mode: "lines+markers",
      name: escapeHtml(label),
      x: points.map(({ songs }) => songs),
      y: points.map(({ accuracy }) => accuracy),
      error_y: intervalBars(
        points.map(({ accuracy: value, interval }) => ({ value, interval })),
        { color: COLOURS[i % COLOURS.length]!, thickness: 1 },
      ),
      line: { color: COLOURS[i % COLOURS.length], width: 2 },
      marker: { color: COLOURS[i % COLOURS.length], symbol: SYMBOLS[i % SYMBOLS.length], size: 9 },
      hovertemplate: `${escapeHtml(label)}, %{x} songs: %{y:.1%}<extra></extra>`,
    })),
    layout: {
      xaxis: {
        title: { text: "songs to learn from" },
        type: "log",
        tickvals: curves[0]!.points.map(({ songs }) => songs),
        ticktext: curves[0]!.points.map(({ songs }) => String(songs)),
      },
      yaxis: {
        title: { text: "accuracy, artists apart" },
        rangemode: "tozero",
        tickformat: ".0%",
      },
      margin: { b: 90 },
    },
  });
}
