import type { Axis } from "./axis.ts";
import type { BarSpec, LayoutSpec } from "./chartSpec.ts";
import { ChartText, round } from "./chartText.ts";
import { INKS } from "../../../ground/index.ts";
import { parseColour, textOn } from "./colours.ts";
import { bounds, itemOf, type Mark, orNumbers } from "./mark.ts";
import { filled, group } from "./paint.ts";
import { tipWriter } from "./tips.ts";

const GAP = 0.2;
/** The gap between a bar and its text, in CSS pixels. */
const TEXT_PAD = 4;

/** A bar trace with its axes and its assigned colour. */
export interface BarTrace {
  readonly spec: BarSpec;
  readonly x: Axis;
  readonly y: Axis;
  readonly colour: string;
}

interface Bar {
  readonly index: number;
  /** Along the category axis. */
  readonly from: number;
  readonly to: number;
  /** Along the value axis. */
  readonly base: number;
  readonly top: number;
}

/** All bars of a pair of axes: grouped, stacked or overlaid. */
export function barMarks(traces: readonly BarTrace[], layout: LayoutSpec, font: number): Mark[] {
  const mode = layout.barmode ?? "group";
  const placed = traces.map((trace) => ({ ...trace, ...along(trace) }));
  const places = [...new Set(placed.flatMap(({ at }) => at))].filter(Number.isFinite).sort((a, b) => a - b);
  const slot = Math.min(...places.slice(1).map((place, i) => place - places[i]!), places.length > 1 ? Infinity : 1);
  const room = slot * (1 - (layout.bargap ?? GAP));
  const count = mode === "group" ? traces.length : 1;
  const width = (room / count) * (1 - (layout.bargroupgap ?? 0));
  const heights = { above: new Map<number, number>(), below: new Map<number, number>() };
  return placed.map(({ at, values, ...trace }, n) => {
    const shift = mode === "group" ? (n + 0.5) * (room / count) - room / 2 : 0;
    const bars = at.flatMap((place, index): Bar[] => {
      const value = values[index]!;
      if (!Number.isFinite(place) || !Number.isFinite(value)) return [];
      const pile = value < 0 ? heights.below : heights.above;
      const base = mode === "stack" || mode === "relative" ? (pile.get(place) ?? 0) : 0;
      pile.set(place, base + value);
      return [{ index, from: place + shift - width / 2, to: place + shift + width / 2, base, top: base + value }];
    });
    const middle = { low: places[0]! - slot / 2, high: places.at(-1)! + slot / 2, padded: "none" as const };
    return barMark(trace, bars, middle, font);
  });
}

function along({ spec, x, y }: BarTrace): { at: number[]; values: number[] } {
  const horizontal = isHorizontal(spec);
  const [places, values] = horizontal ? [spec.y, spec.x] : [spec.x, spec.y];
  const [placeAxis, valueAxis] = horizontal ? [y, x] : [x, y];
  const length = values?.length ?? 0;
  return {
    at: orNumbers(places, length).map((place) => placeAxis.coordinate(place)),
    values: (values ?? []).map((value) => valueAxis.coordinate(value)),
  };
}

function isHorizontal({ orientation, x, y }: BarSpec): boolean {
  return orientation === undefined ? x !== undefined && y === undefined : orientation === "h";
}

function barMark(
  { spec, x, y, colour }: BarTrace,
  bars: readonly Bar[],
  middle: Mark["extents"]["x"],
  font: number,
): Mark {
  const horizontal = isHorizontal(spec);
  const { low, high } = bounds(bars.flatMap(({ base, top }) => [base, top]));
  const reach = { low: Math.min(0, low), high: Math.max(0, high), padded: "away-from-zero" as const };
  const { marker = {} } = spec;
  const say = tipWriter(spec, x, y);
  const opacity = (marker.opacity ?? 1) * (spec.opacity ?? 1);
  const colourOf = (index: number): string =>
    Array.isArray(marker.color) ? (marker.color[index] ?? colour) : (marker.color ?? colour);
  const frames = (): readonly { bar: Bar; left: number; top: number; width: number; height: number }[] =>
    bars.map((bar) => {
      const [places, values] = horizontal ? [y, x] : [x, y];
      const [a, b] = [places.pixel(bar.from), places.pixel(bar.to)].sort((one, other) => one - other) as [
        number,
        number,
      ];
      const [c, d] = [values.pixel(bar.base), values.pixel(bar.top)].sort((one, other) => one - other) as [
        number,
        number,
      ];
      return horizontal
        ? { bar, left: c, top: a, width: d - c, height: b - a }
        : { bar, left: a, top: c, width: b - a, height: d - c };
    });
  const draw = (): string =>
    frames()
      .map(({ bar, left, top, width, height }) => {
        const own = colourOf(bar.index);
        const box = `M${round(left)} ${round(top)}h${round(width)}v${round(height)}h${round(-width)}z`;
        if (marker.pattern?.shape === "/") return hatched(box, own, { left, top, width, height });
        return `<path d="${box}"${filled(own, opacity, { colour: marker.line?.color, width: marker.line?.width })}/>`;
      })
      .join("");
  const texts = (): string =>
    frames()
      .map(({ bar, left, top, width, height }) => {
        const text = Array.isArray(spec.text) ? spec.text[bar.index] : spec.text;
        if (text === undefined || text === null || text === "") return "";
        return barText(
          String(text),
          { left, top, width, height },
          { spec, horizontal, ground: colourOf(bar.index), font, back: bar.top < bar.base },
        );
      })
      .join("");
  return {
    spec,
    x,
    y,
    extents: horizontal ? { x: reach, y: middle } : { x: middle, y: reach },
    inside: draw,
    over: texts,
    tips: () =>
      say
        ? frames().map(({ bar: { index }, left, top, width, height }) => ({
            at: [left, top, width, height],
            text: say({
              x: spec.x?.[index],
              y: spec.y?.[index],
              text: Array.isArray(spec.text) ? spec.text[index] : spec.text,
              customdata: itemOf(spec.customdata, index),
              hovertext: itemOf(spec.hovertext, index),
            }),
          }))
        : [],
    sample: (left, top) => {
      const box = `M${round(left - 6)} ${round(top - 6)}h12v12h-12z`;
      const own = colourOf(0);
      return marker.pattern?.shape === "/"
        ? hatched(box, own, { left: left - 6, top: top - 6, width: 12, height: 12 })
        : `<path d="${box}"${filled(own, opacity)}/>`;
    },
  };
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Lines in the bar's colour that rise to the right, within the bar. */
function hatched(box: string, colour: string, { left, top, width, height }: Frame): string {
  const step = 6;
  const lines: string[] = [];
  for (let sum = Math.ceil((left + top) / step) * step; sum < left + top + width + height; sum += step) {
    const from = Math.max(left, sum - top - height);
    const to = Math.min(left + width, sum - top);
    lines.push(`M${round(from)} ${round(sum - from)}L${round(to)} ${round(sum - to)}`);
  }
  return `<path d="${box}"${filled(colour, 0.25)}/><path d="${lines.join("")}${box}" style="stroke:${colour}" fill="none" stroke-width="1.5"/>`;
}

function barText(
  text: string,
  { left, top, width, height }: Frame,
  {
    spec,
    horizontal,
    ground,
    font,
    back,
  }: { spec: BarSpec; horizontal: boolean; ground: string; font: number; back: boolean },
): string {
  const label = new ChartText(text, Math.min(spec.textfont?.size ?? font, Math.max(8, horizontal ? height : Infinity)));
  const position = spec.textposition ?? "auto";
  if (position === "none") return "";
  const fits = label.width + 2 * TEXT_PAD <= width && label.height <= height + 4;
  const inside = position === "inside" || (position === "auto" && fits);
  const own = spec.textfont?.color;
  const middle = top + height / 2 + 0.35 * label.size;
  if (inside) {
    // Text of a bar that is too small for it would run across other bars.
    if (label.width > width + 1) return "";
    const rgb = parseColour(ground);
    const colour = own ?? (rgb ? textOn(rgb) : INKS.light);
    const anchor = spec.insidetextanchor ?? "end";
    if (horizontal) {
      const [x, align] =
        anchor === "middle"
          ? [left + width / 2, "middle"]
          : (anchor === "end") !== back
            ? [left + width - TEXT_PAD, "end"]
            : [left + TEXT_PAD, "start"];
      return label.at(x, middle, `text-anchor="${align}"${filled(colour)}`);
    }
    const y =
      anchor === "middle"
        ? middle
        : (anchor === "end") !== back
          ? top + TEXT_PAD + label.size
          : top + height - TEXT_PAD;
    return label.at(left + width / 2, y, `text-anchor="middle"${filled(colour)}`);
  }
  const style = own === undefined ? "" : filled(own);
  if (horizontal) {
    const [x, anchor] = back ? [left - TEXT_PAD, "end"] : [left + width + TEXT_PAD, "start"];
    return label.at(x, middle, `text-anchor="${anchor}"${style}`);
  }
  // For bars side by side, texts wider than their bars would run into one another.
  const size = Math.max(8, Math.min(label.size, (label.size * (width + 8)) / label.width));
  const shrunk = new ChartText(text, size);
  const y = back ? top + height + TEXT_PAD + size : top - TEXT_PAD;
  return group("", shrunk.at(left + width / 2, y, `text-anchor="middle"${style}`));
}
