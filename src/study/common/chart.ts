import { CHART_CONFIG, chartLayout } from "./chartTheme.ts";
import { DISPLAY, type Displayable } from "./displayable.ts";

/** A trace of plotly: a list of points and how they are drawn. */
export type Trace = Readonly<Record<string, unknown>>;

/** What plotly draws. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

/** A chart to show: its figure, and what it shows in words, with the main numbers, for those who don't see it. */
export interface Chart extends Displayable {
  readonly figure: Figure;
  readonly alt: string;
}

export interface ChartOptions {
  /** The question or its answer, in at most 46 characters a line: it has to fit a phone. Several lines are given as a list. */
  readonly title: string | readonly string[];
  /** Which data is shown: the line below the title. */
  readonly source: string;
  /** What the chart shows, with its main numbers. */
  readonly alt: string;
  readonly data: readonly Trace[];
  /** CSS pixels. The width is that of the page. */
  readonly height: number;
  /** What differs from the theme; see `chartLayout`. */
  readonly layout?: Readonly<Record<string, unknown>>;
}

/**
 * A chart in the theme of the reports.
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
export function chart({ title, source, alt, data, height, layout = {} }: ChartOptions): Chart {
  const lines = typeof title === "string" ? [title] : title;
  const figure = { data, layout: chartLayout({ lines, source, alt, height, layout }), config: CHART_CONFIG };
  return {
    figure,
    alt,
    [DISPLAY]: () => ({ "application/vnd.plotly.v1+json": figure, "text/plain": `Chart: ${lines.join(" ")}\n${alt}` }),
  };
}
