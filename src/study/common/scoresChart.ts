import { formatRange } from "./formatNumber.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import type { Interval } from "../../models/index.ts";
import {
  type Chart,
  chart,
  type ChartOptions,
  intervalBars,
  lineAt,
  note,
  SPLIT_COLOURS,
  SPLIT_SYMBOLS,
  type Trace,
} from "./chart.ts";
import { formatPercent } from "./formatNumber.ts";
import { SPLIT_NAMES } from "./splitUnits.ts";

/** Marks of one kind: at most one per row. */
export interface ScoreSeries {
  readonly name: string;
  readonly colour: string;
  /** A plotly marker name. */
  readonly symbol: string;
  readonly points: readonly { readonly row: string; readonly value: number; readonly interval?: Interval }[];
}

export interface ScoresChartOptions extends Pick<ChartOptions, "title" | "source"> {
  /** From top to bottom. */
  readonly rows: readonly string[];
  readonly series: readonly ScoreSeries[];
  /** The score of always guessing the most frequent genre; drawn as a line. */
  readonly chance: number;
  readonly axis?: string;
}

/**
 * Accuracies as marks with their intervals, one row for each thing that is compared.
 * @example
 * import { scoresChart } from "../src/study/common/index.ts";
 * const points = [{ row: "KNN", value: 0.45, interval: { low: 0.41, high: 0.49 } }];
 * const series = [{ name: "my songs", colour: "teal", symbol: "circle", points }];
 * const { alt } = scoresChart({ title: "Is it right?", source: "Data: my songs", rows: ["KNN"], series, chance: 0.125 });
 * alt; // => "my songs: KNN 45.0 %. Always guessing the most frequent genre scores 12.5 %."
 */
export function scoresChart({
  title,
  source,
  rows,
  series,
  chance,
  axis = "accuracy on tracks not met",
}: ScoresChartOptions): Chart {
  const highest = Math.max(
    ...series.flatMap(({ points }) => points.map(({ value, interval }) => interval?.high ?? value)),
  );
  return chart({
    title,
    source,
    alt: `${series
      .map(
        ({ name, points }) =>
          `${name}: ${points.map(({ row, value }) => `${row} ${formatPercent(value, 1)}`).join("; ")}.`,
      )
      .join(" ")} Always guessing the most frequent genre scores ${formatPercent(chance, 1)}.`,
    height: 170 + 20 * Math.ceil(series.length / 2) + 34 * rows.length,
    data: series.map((one) => trace(one, series, rows)),
    layout: {
      xaxis: {
        title: { text: axis },
        range: [0, Math.min(1.02, Math.ceil((highest + 0.02) * 10) / 10)],
        tickformat: ".0%",
        // Row labels leave little room on a phone.
        dtick: highest > 0.3 ? 0.2 : 0.1,
        tickangle: 0,
        zeroline: false,
      },
      yaxis: {
        range: [rows.length - 0.5, -0.5],
        tickvals: rows.map((_, i) => i),
        ticktext: rows.map((row) => `${escapeHtml(row)} `),
        showgrid: false,
        zeroline: false,
      },
      margin: { b: 80 + 20 * Math.ceil(series.length / 2) },
      shapes: [lineAt(chance)],
      // Above the plot, because inside it would cover marks.
      annotations: [note("chance", { x: chance, xanchor: "center", yref: "paper", y: 1, yanchor: "bottom" })],
    },
  });
}

/** A mark's offset from the middle of its row: marks that share a row are spread out so that their intervals don't overlap. */
function shiftOf(own: ScoreSeries, series: readonly ScoreSeries[], row: string): number {
  const present = series.filter(({ points }) => points.some((point) => point.row === row));
  return present.length === 1 ? 0 : (present.indexOf(own) / (present.length - 1) - 0.5) * 0.5;
}

function trace(own: ScoreSeries, series: readonly ScoreSeries[], rows: readonly string[]): Trace {
  const { name, colour, symbol, points } = own;
  return {
    type: "scatter",
    mode: "markers",
    name: escapeHtml(name),
    x: points.map(({ value }) => value),
    y: points.map(({ row }) => rows.indexOf(row) + shiftOf(own, series, row)),
    // A line-only marker has no fill to be seen by.
    marker: symbol.startsWith("line-")
      ? { color: colour, symbol, size: 16, line: { width: 3, color: colour } }
      : { color: colour, symbol, size: 10, ...(symbol.endsWith("-open") ? { line: { width: 2 } } : {}) },
    ...(points.some(({ interval }) => interval) ? { error_x: intervalBars(points, { color: colour }) } : {}),
    customdata: points.map(({ row, interval }) => [escapeHtml(row), interval ? ` (${formatRange(interval)})` : ""]),
    hovertemplate: `%{customdata[0]}, ${escapeHtml(name)}: %{x:.1%}%{customdata[1]}<extra></extra>`,
  };
}

/** A score with one way to split, in a row of a chart. */
export interface SplitScore {
  readonly row: string;
  readonly by: SplitUnit;
  readonly value: number;
  readonly interval?: Interval;
}

/**
 * Turns scores into the series of a `scoresChart`: one for each way to split, in its own colour and marker. Ways without scores are
 * left out.
 * @example
 * import { splitSeries } from "../src/study/common/index.ts";
 * const series = splitSeries([
 *   { row: "KNN", by: "row", value: 0.82 },
 *   { row: "KNN", by: "track", value: 0.45 },
 * ]);
 * series.map(({ name }) => name); // => ["random rows", "by track"]
 */
export function splitSeries(scores: readonly SplitScore[]): ScoreSeries[] {
  return (["row", "track", "artist"] as const).flatMap((by) => {
    const points = scores.filter((score) => score.by === by);
    if (points.length === 0) return [];
    return [{ name: SPLIT_NAMES[by], colour: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], points }];
  });
}
