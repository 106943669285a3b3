import { indexedPng } from "../../../ground/index.ts";
import type { Axis } from "./axis.ts";
import { type HeatmapSpec, UnknownFigure, type Value } from "./chartSpec.ts";
import { ChartText, round } from "./chartText.ts";
import { ColourScale, hexOf, STEPS, textOn, themed } from "./colours.ts";
import { bounds, itemOf, type Mark } from "./mark.ts";
import { numberFormat } from "./ticks.ts";
import { filled, group } from "./paint.ts";
import { type Tip, tipWriter } from "./tips.ts";

/** From this many cells on, they are drawn as pixels of an image rather than as shapes. */
const MANY_CELLS = 5000;

/** A heat map's colours, also for its colour bar. */
export interface HeatMark extends Mark {
  readonly spec: HeatmapSpec;
  readonly scale: ColourScale;
}

export function heatmapMark(spec: HeatmapSpec, x: Axis, y: Axis, font: number): HeatMark {
  const scale = new ColourScale(spec);
  const rows = spec.z.length;
  const columns = Math.max(0, ...spec.z.map((row) => row.length));
  const xEdges = edges(spec.x, columns, x, spec.x0, spec.dx);
  const yEdges = edges(spec.y, rows, y, spec.y0, spec.dy);
  const write = cellText(spec);
  const across = (axis: Axis, list: readonly number[], i: number, gap: number): [number, number] => {
    const [a, b] = [axis.pixel(list[i]!), axis.pixel(list[i + 1]!)];
    const [from, to] = a < b ? [a, b] : [b, a];
    return [from + gap / 2, Math.max(0, to - from - gap)];
  };
  const cells = (): string => {
    const forms = new Map<number, string[]>();
    spec.z.forEach((row, i) => {
      const [top, height] = across(y, yEdges, i, spec.ygap ?? 0);
      row.forEach((value, j) => {
        if (value === null) return;
        const [left, width] = across(x, xEdges, j, spec.xgap ?? 0);
        const step = scale.step(value);
        const form = `M${round(left)} ${round(top)}h${round(width)}v${round(height)}h${round(-width)}z`;
        forms.set(step, [...(forms.get(step) ?? []), form]);
      });
    });
    return [...forms].map(([step, paths]) => `<path d="${paths.join("")}"${filled(colourOf(scale, step))}/>`).join("");
  };
  const texts = (): string => {
    if (!write) return "";
    const size = spec.textfont?.size ?? font;
    const inks = new Map<string, string[]>();
    spec.z.forEach((row, i) => {
      const [top, height] = across(y, yEdges, i, 0);
      row.forEach((value, j) => {
        const text = value === null ? "" : write(i, j, value);
        if (text === "") return;
        const [left, width] = across(x, xEdges, j, 0);
        const step = scale.step(value!);
        const ink =
          spec.textfont?.color ?? themed(textOn(scale.colour(step, "light")), textOn(scale.colour(step, "dark")));
        const label = fitted(text, size, width - 2);
        // plotly leaves out text that doesn't fit.
        if (label.size < 7 || label.height > height + 6) return;
        const drawn = label.at(left + width / 2, top + height / 2 + 0.35 * label.size, "", size);
        inks.set(ink, [...(inks.get(ink) ?? []), drawn]);
      });
    });
    return [...inks]
      .map(([ink, drawn]) => group(` font-size="${size}" text-anchor="middle"${filled(ink)}`, drawn.join("")))
      .join("");
  };
  const say = rows * columns > MANY_CELLS ? undefined : tipWriter(spec, x, y);
  const tips = (): Tip[] =>
    spec.z.flatMap((row, i) => {
      const [top, height] = across(y, yEdges, i, 0);
      return row.flatMap((value, j): Tip[] => {
        if (value === null || !say) return [];
        const [left, width] = across(x, xEdges, j, 0);
        const values = {
          x: spec.x?.[j] ?? (spec.x0 ?? 0) + j * (spec.dx ?? 1),
          y: spec.y?.[i] ?? (spec.y0 ?? 0) + i * (spec.dy ?? 1),
          z: value,
          text: spec.text?.[i]?.[j],
          customdata: itemOf(itemOf(spec.customdata, i), j),
          hovertext: itemOf(itemOf(spec.hovertext, i), j),
        };
        return [{ at: [left, top, width, height], text: say(values) }];
      });
    });
  return {
    spec,
    scale,
    x,
    y,
    extents: { x: { ...bounds(xEdges), padded: "none" }, y: { ...bounds(yEdges), padded: "none" } },
    inside: () => (rows * columns > MANY_CELLS ? image(spec, scale, x, y, xEdges, yEdges) : cells()) + texts(),
    tips,
    sample: () => "",
  };
}

export function colourOf(scale: ColourScale, step: number): string {
  return themed(hexOf(scale.colour(step, "light")), hexOf(scale.colour(step, "dark")));
}

/** Shrinks the text if the cell is narrow. */
function fitted(text: string, size: number, room: number): ChartText {
  const label = new ChartText(text, size);
  return label.width <= room ? label : new ChartText(text, Math.floor((10 * size * room) / label.width) / 10);
}

/** What a template says about a cell; only `%{text}` and `%{z}` are supported, alone and optionally with a format. */
function cellText({
  texttemplate,
  text,
}: HeatmapSpec): ((row: number, column: number, value: number) => string) | undefined {
  if (texttemplate === undefined || texttemplate === "") return undefined;
  const [, name, pattern] = /^%\{(text|z)(?::([^{}]+))?\}$/.exec(texttemplate) ?? [];
  if (name === undefined) throw new UnknownFigure("a template of cells");
  if (name === "text") return (i, j) => String(text?.[i]?.[j] ?? "");
  const write = pattern === undefined ? String : numberFormat(pattern);
  return (_i, _j, value) => write(value);
}

/** The borders of the cells along an axis, in coordinates: one more than there are cells. */
function edges(places: readonly Value[] | undefined, count: number, axis: Axis, start = 0, step = 1): number[] {
  const middles = places
    ? places.map((place) => axis.coordinate(place))
    : Array.from({ length: count }, (_, i) => start + i * step);
  if (middles.some((middle) => !Number.isFinite(middle))) throw new UnknownFigure("cells without a place");
  if (middles.length === count + 1) return middles;
  if (middles.length < count) throw new UnknownFigure("cells without a place");
  const half = (i: number): number => ((middles[i + 1] ?? NaN) - middles[i]!) / 2;
  const [first, last] = count > 1 ? [half(0), half(count - 2)] : [0.5, 0.5];
  return Array.from({ length: count + 1 }, (_, i) =>
    i === 0 ? middles[0]! - first : i === count ? middles[count - 1]! + last : (middles[i - 1]! + middles[i]!) / 2,
  );
}

/** The cells as an image with one pixel each, stretched over them; in two colourings if the page's themes differ. */
function image(
  spec: HeatmapSpec,
  scale: ColourScale,
  x: Axis,
  y: Axis,
  xEdges: readonly number[],
  yEdges: readonly number[],
): string {
  const [rows, columns] = [yEdges.length - 1, xEdges.length - 1];
  if (x.type === "log" || y.type === "log") throw new UnknownFigure("an image on a logarithmic axis");
  const [left, right, above, below] = [
    x.pixel(xEdges[0]!),
    x.pixel(xEdges.at(-1)!),
    y.pixel(yEdges.at(-1)!),
    y.pixel(yEdges[0]!),
  ];
  const [upright, turned] = [below > above, right < left];
  const indexes = new Uint8Array(rows * columns);
  spec.z.forEach((row, i) => {
    row.forEach((value, j) => {
      if (value === null) throw new UnknownFigure("an image with holes");
      indexes[(upright ? rows - 1 - i : i) * columns + (turned ? columns - 1 - j : j)] = scale.step(value);
    });
  });
  const draw = (theme: "light" | "dark", attributes: string): string => {
    const palette = Uint8Array.from({ length: STEPS + 1 }, (_, step) => step).reduce<number[]>(
      (all, step) => [...all, ...scale.colour(step, theme).slice(0, 3)],
      [],
    );
    const png = indexedPng(indexes, columns, rows, Uint8Array.from(palette));
    return `<image${attributes} x="${round(Math.min(left, right))}" y="${round(Math.min(above, below))}" width="${round(Math.abs(right - left))}" height="${round(Math.abs(below - above))}" preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,${png.toString("base64")}"/>`;
  };
  if (!scale.themed) return draw("light", "");
  return draw("light", ' class="only-light"') + draw("dark", ' class="only-dark"');
}
