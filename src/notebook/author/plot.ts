import type { PlotlyFigure } from "../plotlyFigure.ts";

/** A plotly trace: data and how it is drawn. */
export type Trace = Readonly<Record<string, unknown>> & {
  /** `scatter`, `bar`, `heatmap`, `box`, ...: https://plotly.com/javascript/reference. Default `scatter`. */
  readonly type?: string;
  readonly x?: ArrayLike<unknown>;
  readonly y?: ArrayLike<unknown>;
  /** The trace's name in the legend. */
  readonly name?: string;
  readonly mode?: string;
};

export interface PlotOptions {
  readonly title?: string;
  /** The axis titles, with units. */
  readonly x?: string;
  readonly y?: string;
  /** In CSS pixels; the width is the page's. Default 450. */
  readonly height?: number;
  /** Alt text: what the chart shows, with its main numbers. */
  readonly alt?: string;
  /** Further properties of plotly's layout. */
  readonly layout?: Readonly<Record<string, unknown>>;
}

/**
 * A chart of one or several traces: `plot({ type: "bar", x: genres, y: counts }, { title: "Clips a genre" })`. Typed arrays are
 * accepted directly. The result is a plain plotly figure, shown as a chart if it is a cell's last line.
 * @example
 * import { plot } from "../src/notebook/author.ts";
 * const bars = { type: "bar", x: ["Folk", "Rock"], y: Float64Array.of(20, 18) };
 * plot(bars, { title: "Clips a genre", y: "clips", alt: "Folk has 20 clips, Rock 18." });
 */
export function plot(traces: Trace | readonly Trace[], options: PlotOptions = {}): PlotlyFigure {
  const { title, x, y, height, alt, layout = {} } = options;
  const titled = (text: string | undefined): object => (text === undefined ? {} : { title: { text } });
  return {
    data: Array.isArray(traces) ? (traces as readonly Trace[]) : [traces as Trace],
    layout: {
      ...layout,
      ...titled(title),
      ...(height === undefined ? {} : { height }),
      ...(alt === undefined ? {} : { meta: { alt } }),
      xaxis: { ...titled(x), ...(layout.xaxis as object | undefined) },
      yaxis: { ...titled(y), ...(layout.yaxis as object | undefined) },
    },
  };
}
