import { COLORWAY, SOFT_BREAK } from "../../../ground/index.ts";
import { Axis } from "./axis.ts";
import { type BarTrace, barMarks } from "./barMarks.ts";
import { boxMark, boxPlaces, isHorizontal } from "./boxMark.ts";
import {
  type ChartSpec,
  type LayoutSpec,
  readChartSpec,
  type TitleSpec,
  type TraceSpec,
  UnknownFigure,
  type Value,
} from "./chartSpec.ts";
import { ChartText, LINE_HEIGHT, round } from "./chartText.ts";
import { drawAxes, roomOfAxes } from "./drawAxes.ts";
import { colourBarOf } from "./colourBar.ts";
import { themed } from "./colours.ts";
import { type HeatMark, heatmapMark } from "./heatmapMark.ts";
import { legendOf } from "./legend.ts";
import type { Mark } from "./mark.ts";
import { drawAnnotation, drawShape, type Frame } from "./overlays.ts";
import { filled, NARROW } from "./paint.ts";
import { scatterMark } from "./scatterMark.ts";
import { drawTips } from "./tips.ts";

/** The height of a chart whose figure gives none, in CSS pixels: plotly's own default. */
export const DEFAULT_HEIGHT = 450;

/** Iterations of fitting margins to labels, whose number in turn depends on the margins. */
const ROUNDS = 3;

/** The smallest margin below the plot, in CSS pixels. */
const LEAST_BELOW = 24;

/** The kinds of traces in plotly's stacking order, bottom to top. */
const PILE = ["heatmap", "bar", "box", "scatter"];

interface Margin {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
}

/**
 * Draws a plotly figure as SVG, much as plotly would, in the colours of the page around it, whatever its theme.
 * @param width in CSS pixels; a figure with a smaller width of its own keeps that
 * @returns undefined for a figure with anything unsupported, which only plotly can draw correctly
 */
export function drawChart(figure: unknown, width: number): string | undefined {
  const spec = readChartSpec(figure);
  if (!spec) return undefined;
  try {
    return draw(spec, Math.min(spec.layout.width ?? width, width));
  } catch (error) {
    if (error instanceof UnknownFigure) return undefined;
    throw error;
  }
}

function draw({ traces, layout, axes: given }: ChartSpec, width: number): string {
  const narrow = width < NARROW;
  let height = Math.round(layout.height ?? DEFAULT_HEIGHT);
  const font = layout.font?.size ?? (narrow ? 12 : 13);
  const axes = axesOf(traces, given);
  const marks = marksOf(traces, axes, { layout, font });
  const heat = marks.find((mark): mark is HeatMark => mark.spec.type === "heatmap" && mark.spec.showscale !== false);
  const bar = heat && colourBarOf(heat, font);
  const legend = legendOf(marks, layout, { room: width, font, narrow });
  const title = titleOf(layout.title, { narrow, width, margin: layout.margin?.t });
  let margin: Margin = { l: narrow ? 44 : 60, r: narrow ? 12 : 24, t: title ? 56 : 24, b: 48, ...layout.margin };
  const above = Math.round(title?.saved ?? 0);
  margin = { ...margin, t: Math.max(margin.t - above, title?.bottom ?? 0) };
  height -= above;
  const least = margin;
  let frame = frameOf(margin, width, height);
  let needed = least.b;
  for (let i = 0; i < ROUNDS; i++) {
    fitAxes(axes, marks, frame);
    const room = roomOfAxes(axes, frame, { font, width });
    const below = (legend?.place === "bottom" ? legend.height + 10 : 0) + (bar?.place === "bottom" ? bar.room + 10 : 0);
    const beside = Math.max(legend?.place === "right" ? legend.width + 10 : 0, bar?.place === "right" ? bar.room : 0);
    needed = room.bottom + below;
    margin = {
      t: least.t,
      l: Math.max(least.l, room.left),
      r: Math.max(least.r, room.right, beside),
      b: Math.max(least.b, needed),
    };
    frame = frameOf(margin, width, height);
  }
  fitAxes(axes, marks, frame);
  // A figure's own margin leaves room for the legend of a narrow chart; a wide one has fewer lines of it.
  const own = layout.margin?.b === undefined ? least.b : LEAST_BELOW;
  const spare = Math.max(0, Math.floor(margin.b - Math.max(needed, own)));
  height -= spare;
  const ground = { axes, frame };
  const { shapes = [], annotations = [] } = layout;
  const [under, over] = [
    shapes.filter(({ layer }) => layer === "below"),
    shapes.filter(({ layer }) => layer !== "below"),
  ];
  const piled = [...marks].sort((a, b) => PILE.indexOf(a.spec.type) - PILE.indexOf(b.spec.type));
  const { grid, labels } = drawAxes(axes, marks, { font, width, height });
  const bottom = height - 4;
  const parts = [
    grid,
    ...under.map((shape) => drawShape(shape, ground)),
    ...subplots(piled).map((ofOne) => clipped(ofOne)),
    ...piled.map(({ over: reaching }) => reaching?.() ?? ""),
    ...over.map((shape) => drawShape(shape, ground)),
    labels,
    legend &&
      legend.draw(
        legend.place === "right" ? frame.left + frame.width + 10 : 0,
        legend.place === "right" ? frame.top : bottom - legend.height,
      ),
    bar?.place === "right" && bar.draw({ left: frame.left + frame.width, top: frame.top, length: frame.height }),
    bar?.place === "bottom" &&
      bar.draw({
        left: frame.left,
        top: bottom - bar.room - (legend?.place === "bottom" ? legend.height + 10 : 0),
        length: frame.width,
      }),
    ...annotations.map((annotation) => drawAnnotation(annotation, ground, { font, room: width })),
    title?.drawn,
    !narrow && drawTips(piled.map(({ tips }) => tips())),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" class="still" width="${round(width)}" height="${height}" viewBox="0 0 ${round(width)} ${height}" style="fill:var(--text)" font-size="${font}"${above + spare > 0 ? ` data-cut="${above} ${spare}"` : ""}>${parts.filter(Boolean).join("")}</svg>`;
}

function axesOf(traces: readonly TraceSpec[], given: ChartSpec["axes"]): Map<string, Axis> {
  const values = new Map<string, Value[]>();
  const add = (id: string, more: readonly Value[] | undefined): void => {
    const all = values.get(id) ?? [];
    for (const value of more ?? []) all.push(value);
    values.set(id, all);
  };
  for (const trace of traces) {
    const [x, y] = axisIds(trace);
    const onPlaces = trace.type === "box" ? boxPlaces(trace) : undefined;
    add(x, onPlaces && trace.type === "box" && !isHorizontal(trace) ? onPlaces : trace.x);
    add(y, onPlaces && trace.type === "box" && isHorizontal(trace) ? onPlaces : trace.y);
  }
  // Matching axes share the categories of both.
  for (const [id, spec] of given) {
    if (spec.matches === undefined || !values.has(id)) continue;
    const both = [...(values.get(spec.matches) ?? []), ...values.get(id)!];
    values.set(id, both);
    if (values.has(spec.matches)) values.set(spec.matches, both);
  }
  return new Map(
    [...values].map(([id, all]) => {
      const spec = given.get(id) ?? {};
      const matched = spec.matches === undefined ? {} : given.get(spec.matches);
      const { type, range, autorange, rangemode, categoryarray, categoryorder } = { ...matched, ...spec };
      const shared = { type, range, autorange, rangemode, categoryarray, categoryorder };
      return [id, new Axis(id, { ...spec, ...shared }, all)];
    }),
  );
}

function axisIds({ xaxis = "x", yaxis = "y" }: TraceSpec): [string, string] {
  return [xaxis, yaxis];
}

function marksOf(
  traces: readonly TraceSpec[],
  axes: ReadonlyMap<string, Axis>,
  { layout, font }: { readonly layout: LayoutSpec; readonly font: number },
): Mark[] {
  const colours = layout.colorway ?? COLORWAY.light.map((light, i) => themed(light, COLORWAY.dark[i]!));
  const bars = new Map<string, (BarTrace & { index: number })[]>();
  const marks: Mark[] = [];
  traces.forEach((spec, index) => {
    const [xId, yId] = axisIds(spec);
    const [x, y, colour] = [axes.get(xId)!, axes.get(yId)!, colours[index % colours.length]!];
    switch (spec.type) {
      case "scatter":
        marks[index] = scatterMark(spec, x, y, colour, font);
        break;
      case "box":
        marks[index] = boxMark(spec, x, y, { layout, colour });
        break;
      case "heatmap":
        marks[index] = heatmapMark(spec, x, y, font);
        break;
      case "bar":
        bars.set(`${xId} ${yId}`, [...(bars.get(`${xId} ${yId}`) ?? []), { spec, x, y, colour, index }]);
    }
  });
  for (const together of bars.values()) {
    barMarks(together, layout, font).forEach((mark, i) => (marks[together[i]!.index] = mark));
  }
  return marks;
}

function frameOf({ l, r, t, b }: Margin, width: number, height: number): Frame {
  return { left: l, top: t, width: Math.max(40, width - l - r), height: Math.max(40, height - t - b) };
}

function fitAxes(axes: ReadonlyMap<string, Axis>, marks: readonly Mark[], frame: Frame): void {
  for (const axis of axes.values()) {
    const [from, to] = axis.domain;
    const whole = axis.letter === "x" ? frame.width : frame.height;
    axis.length = (to - from) * whole;
    axis.start = axis.letter === "x" ? frame.left + from * whole : frame.top + (1 - to) * whole;
  }
  const root = (axis: Axis): string => axis.spec.matches ?? axis.id;
  for (const axis of axes.values()) {
    axis.fit(marks.filter((mark) => root(mark[axis.letter]) === root(axis)).map((mark) => mark.extents[axis.letter]));
  }
}

function subplots(marks: readonly Mark[]): Mark[][] {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = `${mark.x.id} ${mark.y.id}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  return [...groups.values()];
}

/** Clips content to the frame by putting it in a nested SVG, which needs no id, unlike a clipping path. */
function clipped(marks: readonly Mark[]): string {
  const { x, y } = marks[0]!;
  const box = [x.start, y.start, x.length, y.length].map(round);
  const content = marks.map(({ inside }) => inside()).join("");
  if (content === "") return "";
  return `<svg x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" viewBox="${box.join(" ")}">${content}</svg>`;
}

/** A title and the lines that it saves by having room for what `SOFT_BREAK` divides, in CSS pixels. */
function titleOf(
  title: TitleSpec | undefined,
  { narrow, width, margin }: { readonly narrow: boolean; readonly width: number; readonly margin: number | undefined },
): { drawn: string; bottom: number; saved: number } | undefined {
  const { text = "", pad, font, y } = typeof title === "string" ? { text: title } : (title ?? {});
  if (text === "") return undefined;
  const left = pad?.l ?? 4;
  const size = font?.size ?? (narrow ? 14 : 16);
  const room = width - left - 4;
  const broken = text.split(SOFT_BREAK);
  const joined = new ChartText(broken.join(" "), size);
  const fits = broken.length > 1 && joined.width <= room;
  const whole = (fits ? joined : new ChartText(broken.join("<br>"), size)).wrapped(room);
  const lines = whole.lines.length;
  // Without a position of its own, a title is centred in the margin.
  const first =
    y === 1
      ? (pad?.t ?? size)
      : Math.max(size + 4, (margin ?? 56) / 2 - ((lines - 1) / 2) * LINE_HEIGHT * size + 0.3 * size);
  const colour = font?.color === undefined ? "" : filled(font.color);
  return {
    drawn: whole.at(left, first, colour.trim()),
    bottom: first + (lines - 1) * LINE_HEIGHT * size + 0.5 * size,
    saved: fits && y === 1 ? (broken.length - 1) * LINE_HEIGHT * size : 0,
  };
}
