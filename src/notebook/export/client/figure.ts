import type { Config, Data, Frame, Layout, Template } from "plotly.js";
import { SOFT_BREAK } from "../../../ground/softBreak.ts";

/** A plotly figure as notebooks contain it. */
export interface Figure {
  data: Data[];
  layout?: Partial<Layout>;
  config?: Partial<Config>;
  frames?: Frame[];
}

/** Traces that Plotly draws over maps it fetches from its vendor's servers. */
const NEED_A_NETWORK = new Set([
  "scattergeo",
  "choropleth",
  "scattermap",
  "densitymap",
  "choroplethmap",
  "scattermapbox",
  "densitymapbox",
  "choroplethmapbox",
]);

/** Whether Plotly would have to fetch a map for the figure. */
export function needsNetwork({ data }: Figure): boolean {
  return data.some(({ type }) => NEED_A_NETWORK.has(type ?? ""));
}

/** The arguments for Plotly to draw the figure at this size, in CSS pixels, over this template. */
export function plotlyArguments(
  { data, layout = {}, config, frames = [] }: Figure,
  size: { readonly width: number; readonly height: number },
  template: Template,
): object {
  return {
    data,
    layout: { ...withTitles(layout), ...size, autosize: false, template },
    // No logo, and no server to send data to, whatever the figure's library put there.
    config: { ...config, displaylogo: false, plotlyServerURL: "" },
    frames,
  };
}

/** The figure with less of its margins, as its still picture has it: the title's lines are joined where that saves some above. */
export function cut({ layout = {}, ...figure }: Figure, [above = 0, below = 0]: readonly number[]): Figure {
  const { margin = {}, title } = layout;
  const less = (side: number | undefined, by: number): number | undefined => side && side - by;
  const text = typeof title === "object" && above > 0 ? title.text?.replaceAll(SOFT_BREAK, " ") : undefined;
  return {
    ...figure,
    layout: {
      ...layout,
      ...(text !== undefined && { title: { ...(title as object), text } }),
      margin: { ...margin, t: less(margin.t, above), b: less(margin.b, below) },
    } as Partial<Layout>,
  };
}

/** Plotly 3 ignores titles that are plain strings, which figures for earlier versions have. */
function withTitles(layout: Partial<Layout>): Partial<Layout> {
  const titled = (part: { title?: unknown }): object =>
    typeof part.title === "string" ? { ...part, title: { text: part.title } } : part;
  const axes = Object.entries(layout).filter(
    ([name, value]) => /^[xy]axis\d*$/.test(name) && typeof value === "object",
  );
  return titled({ ...layout, ...Object.fromEntries(axes.map(([name, axis]) => [name, titled(axis as object)])) });
}
