import { z } from "zod";

/** Has no effect on a still chart: hover text, animation. */
const silent = z.unknown().optional();
const HOVER = {
  customdata: silent,
  hoverinfo: silent,
  hoverlabel: silent,
  hoveron: silent,
  hoverongaps: silent,
  hovertemplate: silent,
  hovertext: silent,
  meta: silent,
  uid: silent,
};
const number = z.number().optional();
const flag = z.boolean().optional();
const text = z.string().optional();
/** A colour in CSS syntax, without anything that could end the attribute or rule it is written into. */
const cssColour = z.string().regex(/^[#\w(),.%\s-]+$/);
const colour = cssColour.optional();
const value = z.union([z.number(), z.string(), z.null()]);
const values = z.array(value).optional();
const font = z.strictObject({ size: number, color: colour, family: text }).optional();
const title = z
  .union([
    z.string(),
    z.strictObject({
      text,
      font,
      standoff: number,
      side: z.enum(["top", "right"]).optional(),
      x: number,
      xref: text,
      xanchor: z.enum(["left", "auto"]).optional(),
      y: z.union([z.number(), z.literal("auto")]).optional(),
      yref: text,
      yanchor: text,
      pad: z.strictObject({ t: number, l: number, r: number, b: number }).optional(),
      automargin: flag,
    }),
  ])
  .optional();

const error = z
  .strictObject({
    type: z.literal("data"),
    array: z.array(z.number().nullable()),
    arrayminus: z.array(z.number().nullable()).optional(),
    symmetric: flag,
    color: colour,
    thickness: number,
    width: number,
    visible: flag,
  })
  .optional();

const TRACE = {
  ...HOVER,
  name: text,
  visible: z.literal(true).optional(),
  showlegend: flag,
  legendgroup: text,
  legendrank: silent,
  opacity: number,
  xaxis: text,
  yaxis: text,
};

const line = z
  .strictObject({
    color: colour,
    width: number,
    dash: z.enum(["solid", "dot", "dash"]).optional(),
    shape: z.literal("linear").optional(),
  })
  .optional();

const scatter = z.strictObject({
  ...TRACE,
  type: z.literal("scatter"),
  mode: z
    .string()
    .regex(/^(?:none|(?:lines|markers|text)(?:\+(?:lines|markers|text))*)$/)
    .optional(),
  x: values,
  y: values,
  text: z.union([z.string(), z.array(value)]).optional(),
  textposition: z.string().optional(),
  textfont: font,
  marker: z
    .strictObject({
      color: z.union([colour, z.array(cssColour)]).optional(),
      size: z.union([z.number(), z.array(z.number())]).optional(),
      symbol: z.union([z.string(), z.array(z.string())]).optional(),
      opacity: number,
      line: z.strictObject({ color: colour, width: number }).optional(),
    })
    .optional(),
  line,
  fill: z.enum(["none", "toself"]).optional(),
  fillcolor: colour,
  error_x: error,
  error_y: error,
  cliponaxis: flag,
});

const bar = z.strictObject({
  ...TRACE,
  type: z.literal("bar"),
  x: values,
  y: values,
  orientation: z.enum(["h", "v"]).optional(),
  text: z.union([z.string(), z.array(value)]).optional(),
  textposition: z.enum(["auto", "inside", "outside", "none"]).optional(),
  insidetextanchor: z.enum(["start", "middle", "end"]).optional(),
  textangle: z.literal(0).optional(),
  textfont: font,
  marker: z
    .strictObject({
      color: z.union([colour, z.array(cssColour)]).optional(),
      opacity: number,
      line: z.strictObject({ color: colour, width: number }).optional(),
      pattern: z.strictObject({ shape: z.enum(["", "/"]) }).optional(),
    })
    .optional(),
  error_x: error,
  error_y: error,
  cliponaxis: flag,
});

const numbers = z.array(z.number()).optional();
const box = z.strictObject({
  ...TRACE,
  type: z.literal("box"),
  x: values,
  y: values,
  orientation: z.enum(["h", "v"]).optional(),
  q1: numbers,
  median: numbers,
  q3: numbers,
  lowerfence: numbers,
  upperfence: numbers,
  width: number,
  line: z.strictObject({ color: colour, width: number }).optional(),
  fillcolor: colour,
  marker: z.strictObject({ color: colour, size: number, opacity: number }).optional(),
  boxpoints: z.union([z.literal(false), z.literal("outliers")]).optional(),
});

const colorbar = z
  .strictObject({
    title,
    len: number,
    thickness: number,
    orientation: z.enum(["h", "v"]).optional(),
    tickvals: z.array(z.number()).optional(),
    ticktext: z.array(z.string()).optional(),
    tickformat: text,
    ticksuffix: text,
    tickangle: z.literal(0).optional(),
    x: z.literal(0).optional(),
    xanchor: z.literal("left").optional(),
    y: z.literal(0).optional(),
    yanchor: z.literal("bottom").optional(),
    yref: z.literal("container").optional(),
    outlinewidth: number,
  })
  .optional();

const heatmap = z.strictObject({
  ...TRACE,
  type: z.literal("heatmap"),
  x: values,
  y: values,
  x0: number,
  dx: number,
  y0: number,
  dy: number,
  z: z.array(z.array(z.number().nullable())),
  zmin: number,
  zmax: number,
  text: z.array(z.array(value)).optional(),
  texttemplate: text,
  textfont: font,
  colorscale: z.union([z.literal("Viridis"), z.array(z.tuple([z.number(), cssColour]))]).optional(),
  autocolorscale: flag,
  reversescale: flag,
  showscale: flag,
  colorbar,
  xgap: number,
  ygap: number,
  zsmooth: z.literal(false).optional(),
});

const axis = z.strictObject({
  title,
  type: z.enum(["-", "linear", "log", "category"]).optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  autorange: z.union([z.boolean(), z.literal("reversed")]).optional(),
  rangemode: z.enum(["normal", "tozero", "nonnegative"]).optional(),
  tickmode: z.enum(["auto", "linear", "array"]).optional(),
  tickvals: z.array(value).optional(),
  ticktext: z.array(z.string()).optional(),
  tick0: number,
  dtick: number,
  nticks: number,
  tickformat: text,
  tickprefix: text,
  ticksuffix: text,
  labelalias: z.record(z.string(), z.string()).optional(),
  tickangle: z.union([z.number(), z.literal("auto")]).optional(),
  tickfont: font,
  ticks: z.literal("").optional(),
  ticklen: silent,
  showticklabels: flag,
  showgrid: flag,
  gridcolor: colour,
  zeroline: flag,
  zerolinecolor: colour,
  showline: z.literal(false).optional(),
  linecolor: colour,
  visible: flag,
  domain: z.tuple([z.number(), z.number()]).optional(),
  anchor: z
    .string()
    .regex(/^[xy]\d*$/)
    .optional(),
  matches: text,
  side: z.enum(["left", "bottom"]).optional(),
  categoryorder: z.enum(["trace", "array"]).optional(),
  categoryarray: values,
  automargin: silent,
  fixedrange: silent,
});

const PLACE = { xref: text, yref: text };
const annotation = z.strictObject({
  ...PLACE,
  text: z.string(),
  x: value,
  y: value,
  showarrow: z.literal(false),
  xanchor: z.enum(["auto", "left", "center", "right"]).optional(),
  yanchor: z.enum(["auto", "top", "middle", "bottom"]).optional(),
  xshift: number,
  yshift: number,
  align: z.enum(["left", "center", "right"]).optional(),
  font,
  textangle: z.literal(0).optional(),
  hovertext: silent,
});

const shape = z.strictObject({
  ...PLACE,
  type: z.enum(["line", "rect", "circle"]),
  x0: value,
  x1: value,
  y0: value,
  y1: value,
  layer: z.enum(["above", "below"]).optional(),
  opacity: number,
  fillcolor: colour,
  line: z.strictObject({ color: colour, width: number, dash: line.unwrap().shape.dash }).optional(),
});

const layout = z.strictObject({
  title,
  width: number,
  height: number,
  autosize: silent,
  margin: z.strictObject({ t: number, r: number, b: number, l: number, pad: z.literal(0).optional() }).optional(),
  font: font.unwrap().omit({ color: true }).optional(),
  colorway: z.array(cssColour).optional(),
  showlegend: flag,
  legend: z
    .strictObject({
      orientation: z.enum(["h", "v"]).optional(),
      x: z.number().optional(),
      xref: text,
      xanchor: text,
      y: number,
      yref: text,
      yanchor: text,
      font,
      itemsizing: z.enum(["trace", "constant"]).optional(),
      traceorder: z.enum(["normal", "reversed"]).optional(),
      title: z.strictObject({ text: z.literal("").optional() }).optional(),
    })
    .optional(),
  barmode: z.enum(["group", "stack", "relative", "overlay"]).optional(),
  bargap: number,
  bargroupgap: number,
  boxmode: z.literal("overlay").optional(),
  boxgap: number,
  boxgroupgap: number,
  annotations: z.array(annotation).optional(),
  shapes: z.array(shape).optional(),
  meta: silent,
  hovermode: silent,
  hoverlabel: silent,
  dragmode: silent,
  uirevision: silent,
});

const trace = z.discriminatedUnion("type", [scatter, bar, box, heatmap]);

export type Value = z.infer<typeof value>;
export type ScatterSpec = z.infer<typeof scatter>;
export type BarSpec = z.infer<typeof bar>;
export type BoxSpec = z.infer<typeof box>;
export type HeatmapSpec = z.infer<typeof heatmap>;
export type TraceSpec = z.infer<typeof trace>;
export type ErrorBars = NonNullable<z.infer<typeof error>>;
export type AxisSpec = z.infer<typeof axis>;
export type AnnotationSpec = z.infer<typeof annotation>;
export type ShapeSpec = z.infer<typeof shape>;
export type TitleSpec = NonNullable<z.infer<typeof title>>;
export type LayoutSpec = z.infer<typeof layout>;
export type LineDash = NonNullable<NonNullable<ShapeSpec["line"]>["dash"]>;

/** A figure whose every part is supported, so that the drawing lacks nothing. */
export interface ChartSpec {
  readonly traces: readonly TraceSpec[];
  readonly layout: LayoutSpec;
  /** By plotly's ids: `x`, `x2`, `y`, ... */
  readonly axes: ReadonlyMap<string, AxisSpec>;
}

/** Reads a plotly figure; undefined if it uses anything that isn't supported here. */
export function readChartSpec(figure: unknown): ChartSpec | undefined {
  if (!isRecord(figure) || !Array.isArray(figure.data)) return undefined;
  if (Array.isArray(figure.frames) && figure.frames.length > 0) return undefined;
  const given = isRecord(figure.layout) ? figure.layout : {};
  const rest: Record<string, unknown> = {};
  const axes = new Map<string, AxisSpec>();
  for (const [key, content] of Object.entries(given)) {
    const [, letter, number = ""] = /^([xy])axis(\d*)$/.exec(key) ?? [];
    if (letter === undefined) rest[key] = content;
    else {
      const read = axis.safeParse(content);
      if (!read.success) return undefined;
      axes.set(letter + number, read.data);
    }
  }
  const readLayout = layout.safeParse(rest);
  const typed = figure.data.map((one: unknown) =>
    isRecord(one) && !("type" in one) ? { ...one, type: "scatter" } : one,
  );
  const readTraces = z.array(trace).safeParse(typed);
  if (!readLayout.success || !readTraces.success || readTraces.data.length === 0) return undefined;
  return { traces: readTraces.data, layout: readLayout.data, axes };
}

function isRecord(content: unknown): content is Record<string, unknown> {
  return typeof content === "object" && content !== null && !Array.isArray(content);
}

/** A figure uses something that can't be drawn ahead of time; plotly draws it in the browser. */
export class UnknownFigure extends Error {}
