import { type Interval } from "../../models/index.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import { CHART_COLOURS, escapeHtml, SOFT_BREAK } from "../../ground/index.ts";
import { DISPLAY, type Displayable } from "./displayable.ts";
import { percentAxes, percentHover } from "./percentForm.ts";

/** A plotly trace: data and how it is drawn. */
export type Trace = Readonly<Record<string, unknown>>;

/** A plotly figure. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A chart to show: its plotly figure, with alt text that gives the main numbers to readers who can't see it. */
export interface Chart extends Displayable {
  readonly figure: Figure;
  readonly alt: string;
}

export interface ChartOptions {
  /** The question or its answer, at most 46 characters a line so that it fits a phone. Pass several lines as a list; a wide chart joins them. */
  readonly title: string | readonly string[];
  /** Which data is shown; the line below the title. */
  readonly source: string;
  /** Alt text: what the chart shows, with its main numbers. */
  readonly alt: string;
  readonly data: readonly Trace[];
  /** CSS pixels. The width is the page's. */
  readonly height: number;
  /** Overrides of the theme; see `chartLayout`. */
  readonly layout?: Readonly<Record<string, unknown>>;
}

/**
 * Builds a chart in the reports' theme.
 * @example
 * import { chart } from "../src/study/common/index.ts";
 * const bars = chart({
 *   title: "How many songs?",
 *   source: "Data: my songs",
 *   alt: "Bars: Folk 2, Rock 1.",
 *   data: [{ type: "bar", x: ["Folk", "Rock"], y: [2, 1] }],
 *   height: 240,
 * });
 * Object.keys(bars.figure); // => ["data", "layout", "config"]
 */
export function chart(options: ChartOptions): Chart {
  const { title, alt, data } = options;
  const lines = typeof title === "string" ? [title] : title;
  const layout = percentAxes(chartLayout(options, lines));
  const figure = { data: data.map(percentHover), layout, config: CHART_CONFIG };
  return {
    figure,
    alt,
    [DISPLAY]: () => ({ "application/vnd.plotly.v1+json": figure, "text/plain": `Chart: ${lines.join(" ")}\n${alt}` }),
  };
}

/**
 * A dotted line across the plot at a value of x, behind the data: one of a layout's shapes.
 * @param axes which panel it crosses; without them the whole plot
 * @example
 * import { lineAt } from "../src/study/common/index.ts";
 * lineAt(0.125); // => { x0: 0.125, x1: 0.125, y0: 0, y1: 1 }
 */
export function lineAt(x: number, axes: { readonly xref?: string; readonly yref?: string } = {}): Trace {
  const line = { dash: "dot", width: 1.5, color: CHART_COLOURS.quiet };
  return { type: "line", x0: x, x1: x, yref: "paper", y0: 0, y1: 1, layer: "below", line, ...axes };
}

/** The place of a note at the foot of the plot. */
export const AT_FOOT = { yref: "paper", y: 0.02, yanchor: "bottom" } as const;

/**
 * A few small words in the plot: one of a layout's annotations.
 * @param place where, in plotly's terms
 * @example
 * import { note } from "../src/study/common/index.ts";
 * note("chance", { x: 0.125, y: 1, yref: "paper" }).text; // => "chance"
 */
export function note(text: string, place: Readonly<Record<string, unknown>>): Trace {
  return { text, showarrow: false, font: { size: 11 }, ...place };
}

/**
 * Bars from values to the ends of their intervals, for a trace's `error_x` or `error_y`. A value without an interval gets none.
 * @example
 * import { intervalBars } from "../src/study/common/index.ts";
 * const { array, arrayminus } = intervalBars([{ value: 0.5, interval: { low: 0.25, high: 1 } }], { color: "teal" });
 * [array, arrayminus]; // => [[0.5], [0.25]]
 */
export function intervalBars(
  points: readonly { readonly value: number; readonly interval?: Interval }[],
  style: { readonly color: string; readonly thickness?: number; readonly width?: number },
): Trace {
  const array = points.map(({ value, interval }) => (interval ? interval.high - value : 0));
  const arrayminus = points.map(({ value, interval }) => (interval ? value - interval.low : 0));
  return { type: "data", symmetric: false, array, arrayminus, thickness: 1.5, width: 3, ...style };
}

/** The colour of each way to split, the same in every chart. */
export const SPLIT_COLOURS: Readonly<Record<SplitUnit, string>> = {
  row: CHART_COLOURS.orange,
  track: CHART_COLOURS.blue,
  artist: CHART_COLOURS.violet,
};

/** The marker of each way to split, the same in every chart. */
export const SPLIT_SYMBOLS: Readonly<Record<SplitUnit, string>> = { row: "circle", track: "square", artist: "diamond" };

const CHART_CONFIG = { displaylogo: false, responsive: true };

const LEGEND = { orientation: "h", x: 0, xref: "container", y: 0, yref: "container", yanchor: "bottom" };
const TITLE_LINE = 22;
const SOURCE_LINE = 18;
/** The source line's length that fits a phone, in characters. */
const SOURCE_WIDTH = 50;
const ABOVE_PLOT = 50;

/**
 * The layout shared by all charts: title and source line above the plot on the left, legend below it, no width. The page sets the
 * colours of backgrounds, text and grid lines, since it has a light and a dark theme.
 */
function chartLayout(
  { source, alt, height, layout = {} }: ChartOptions,
  lines: readonly string[],
): Record<string, unknown> {
  const over = (member: string): object => layout[member] as object;
  const sourceLines = foldSource(source);
  const above = ABOVE_PLOT + lines.length * TITLE_LINE + (sourceLines.length - 1) * SOURCE_LINE;
  return {
    title: {
      // Not a subtitle: plotly pushes a title of several lines out of the chart.
      text: [
        lines.map(escapeHtml).join(SOFT_BREAK),
        sourceLines.map((line) => `<span style="font-size:12px">${escapeHtml(line)}</span>`).join(SOFT_BREAK),
      ].join("<br>"),
      x: 0,
      xref: "container",
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      // For a title of several lines, plotly places the first line's baseline here, not its top.
      pad: { t: 22, l: 4 },
    },
    height: height + (lines.length - 1) * TITLE_LINE + (sourceLines.length - 1) * SOURCE_LINE,
    // Lets readers of the figure's JSON, such as the page export, find the alt text.
    meta: { alt },
    ...layout,
    margin: { t: above, l: 12, r: 16, b: 40, ...over("margin") },
    xaxis: { automargin: true, ...over("xaxis") },
    yaxis: { automargin: true, ...over("yaxis") },
    ...(layout.showlegend === false ? {} : { legend: { ...LEGEND, ...over("legend") } }),
  };
}

/**
 * Breaks a source line that is too long for a phone: between two sources, or else after its first comma, "Data: Full-size replica (not
 * music)," and the rest.
 */
function foldSource(source: string): string[] {
  const at = [source.indexOf("; "), source.indexOf(", ")].find((place) => place >= 0);
  if (source.length <= SOURCE_WIDTH || at === undefined) return [source];
  return [source.slice(0, at + 1), source.slice(at + 2)];
}
