import type { PlotlyFigure } from "../plotlyFigure.ts";

/** A trace of plotly: what is drawn, from which values. */
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
  /** The titles of the axes, with units. */
  readonly x?: string;
  readonly y?: string;
  /** In CSS pixels; as wide as the page. Default 450. */
  readonly height?: number;
  /** What the chart shows, with its main numbers, for those who don't see it. */
  readonly alt?: string;
  /** Anything else of plotly's layout. */
  readonly layout?: Readonly<Record<string, unknown>>;
}

/**
 * A chart of one or several traces: `plot({ type: "bar", x: genres, y: counts }, { title: "Clips a genre" })`. Typed arrays can be
 * given as they are. It is a plain plotly figure, shown as a chart where it is a cell's last line.
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
