import { CHART_CONFIG, chartLayout } from "./chartTheme.ts";
import { DISPLAY, type Displayable } from "./displayable.ts";

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
export function chart({ title, source, alt, data, height, layout = {} }: ChartOptions): Chart {
  const lines = typeof title === "string" ? [title] : title;
  const figure = { data, layout: chartLayout({ lines, source, alt, height, layout }), config: CHART_CONFIG };
  return {
    figure,
    alt,
    [DISPLAY]: () => ({ "application/vnd.plotly.v1+json": figure, "text/plain": `Chart: ${lines.join(" ")}\n${alt}` }),
  };
}
