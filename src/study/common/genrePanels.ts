import { CHART_COLOURS, escapeHtml } from "../../ground/index.ts";
import { note, type Trace } from "./chart.ts";

const COLUMNS = 2;
/** In CSS pixels: a panel, its heading, and the space above and below all panels. */
const PANEL = 130;
const HEADING = 26;
const AROUND = 150;
/** This many points are enough to show where all of them lie; each panel repeats them. */
const MOST_BEHIND = 300;
/** Faint enough for any genre's colour to stand out from it. */
export const BEHIND_OPACITY = 0.28;

/** What a panel shows over the points of all genres. */
export interface GenrePanel {
  readonly genre: string;
  /** Traces without axes. */
  readonly traces: readonly Trace[];
}

/** Points in a plane, and the titles of its axes. */
export interface PanelGround {
  /** Names the points in the legend: "all clips". */
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly axes: { readonly x: Readonly<Record<string, unknown>>; readonly y: Readonly<Record<string, unknown>> };
}

/**
 * Small multiples: one panel per genre, two side by side, with its own traces over all points in grey. Anyone can tell one colour from
 * grey, but not eight colours from each other. All panels share the same scales.
 * @returns the parts of a chart: traces, height in CSS pixels, layout
 * @example
 * import { chart, genrePanels } from "../src/study/common/index.ts";
 * const [x, y] = [[0, 1, 2, 3], [1, 0, 3, 2]];
 * const one = (genre: string, from: number) => {
 *   return { genre, traces: [{ type: "scatter", mode: "markers", x: x.slice(from, from + 2), y: y.slice(from, from + 2) }] };
 * };
 * const parts = genrePanels([one("Folk", 0), one("Rock", 2)], { name: "all songs", x, y, axes: { x: {}, y: {} } });
 * chart({ title: "Two genres", source: "Data: my songs", alt: "Points.", ...parts }).figure.data.length; // => 5
 */
export function genrePanels(
  panels: readonly GenrePanel[],
  { name, x, y, axes }: PanelGround,
): { data: Trace[]; height: number; layout: Record<string, unknown> } {
  const rows = Math.ceil(panels.length / COLUMNS);
  const plotHeight = rows * (PANEL + HEADING);
  const every = Math.ceil(x.length / MOST_BEHIND);
  const behind: Trace = {
    type: "scatter",
    mode: "markers",
    name: every === 1 ? name : `${name}, one in ${every}`,
    x: x.filter((_, i) => i % every === 0),
    y: y.filter((_, i) => i % every === 0),
    marker: { color: CHART_COLOURS.quiet, size: 4 },
    // Set on the trace rather than its markers, so that these can be one path.
    opacity: BEHIND_OPACITY,
    hoverinfo: "skip",
    showlegend: false,
  };
  // A single dot as faint as the points behind can't be seen.
  const key: Trace = { ...behind, x: [null], y: [null], opacity: 1, showlegend: true };
  return {
    data: [
      key,
      ...panels.flatMap(({ traces }, i) => [
        { ...behind, ...axesOf(i) },
        ...traces.map((trace) => ({ ...trace, ...axesOf(i), showlegend: false })),
      ]),
    ],
    height: plotHeight + AROUND,
    layout: {
      ...Object.fromEntries(
        panels.flatMap((_, i) => {
          const top = Math.floor(i / COLUMNS) * (PANEL + HEADING) + HEADING;
          const [left, lowest] = [i % COLUMNS === 0, i + COLUMNS >= panels.length];
          const ends = [top + PANEL, top].map((pixels) => Math.max(0, 1 - pixels / plotHeight));
          return [
            [`xaxis${axisNumber(i)}`, outer({ ...axes.x, ...shared(i, "x"), domain: across(i) }, lowest)],
            [`yaxis${axisNumber(i)}`, outer({ ...axes.y, ...shared(i, "y"), domain: ends }, left)],
          ];
        }),
      ),
      annotations: panels.map(({ genre }, i) => panelHeading(axesOf(i), `<b>${escapeHtml(genre)}</b>`)),
      showlegend: true,
      legend: { itemsizing: "constant" },
    },
  };
}

function across(panel: number): [number, number] {
  return panel % COLUMNS === 0 ? [0, 0.485] : [0.515, 1];
}

function shared(panel: number, letter: "x" | "y"): Record<string, unknown> {
  const other = letter === "x" ? "y" : "x";
  return { anchor: other + axisNumber(panel), automargin: true, ...(panel === 0 ? {} : { matches: letter }) };
}

/** An axis between panels would only repeat the outer one. */
function outer(axis: Record<string, unknown>, isOuter: boolean): Record<string, unknown> {
  return isOuter ? axis : { ...axis, title: undefined, showticklabels: false };
}

/**
 * What plotly puts behind `x` and `y` in the names of a panel's axes.
 * @param panel counts from 0
 * @example
 * import { axisNumber } from "../src/study/common/index.ts";
 * [0, 1].map(axisNumber); // => ["", "2"]
 */
export function axisNumber(panel: number): string {
  return panel === 0 ? "" : String(panel + 1);
}

/**
 * The axes of a trace in a panel.
 * @example
 * import { axesOf } from "../src/study/common/index.ts";
 * axesOf(1); // => { xaxis: "x2", yaxis: "y2" }
 */
export function axesOf(panel: number): { readonly xaxis: string; readonly yaxis: string } {
  return { xaxis: `x${axisNumber(panel)}`, yaxis: `y${axisNumber(panel)}` };
}

/**
 * A heading above the left edge of a panel, as one of a layout's annotations.
 * @param axes the panel's
 * @param text in plotly's markup, with data escaped
 * @example
 * import { axesOf, panelHeading } from "../src/study/common/index.ts";
 * panelHeading(axesOf(0), "<b>Folk</b>").xref; // => "x domain"
 */
export function panelHeading({ xaxis, yaxis }: ReturnType<typeof axesOf>, text: string): Trace {
  const place = { xref: `${xaxis} domain`, yref: `${yaxis} domain`, x: 0, y: 1, xanchor: "left", yanchor: "bottom" };
  return note(text, { align: "left", font: { size: 12 }, ...place });
}

/**
 * The y axes of panels of equal height that stand one below the other, with room for a heading above each.
 * @param options of each panel, in CSS pixels, its heading included
 * @example
 * import { stackedAxes } from "../src/study/common/index.ts";
 * stackedAxes(2, { panel: 100, heading: 20 }, { dtick: 1 }).yaxis2; // => { domain: [0, 0.4], dtick: 1 }
 */
export function stackedAxes(
  panels: number,
  { panel, heading }: { readonly panel: number; readonly heading: number },
  axis: Readonly<Record<string, unknown>>,
): Record<string, object> {
  const domain = (i: number): number[] => [1 - (i + 1) / panels, 1 - i / panels - heading / (panel * panels)];
  const axes = Array.from({ length: panels }, (_, i) => ({ domain: domain(i), automargin: true, ...axis }));
  return Object.fromEntries(axes.map((own, i) => [`yaxis${axisNumber(i)}`, own]));
}
