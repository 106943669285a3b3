import { type LayoutSpec, UnknownFigure } from "./chartSpec.ts";
import { ChartText } from "./chartText.ts";
import type { Mark } from "./mark.ts";

/** Where an entry's text starts, after its sample. */
const TEXT_AT = 40;
const BETWEEN = 12;

/** The names of the traces beside their samples. */
export interface Legend {
  readonly place: "bottom" | "right";
  readonly width: number;
  readonly height: number;
  readonly draw: (left: number, top: number) => string;
}

/** The legend of a chart, unless it has none; `room` is the chart's width. */
export function legendOf(
  marks: readonly Mark[],
  layout: LayoutSpec,
  { room, font, narrow }: { readonly room: number; readonly font: number; readonly narrow: boolean },
): Legend | undefined {
  const entries = marks.flatMap((mark, i) => {
    const { spec } = mark;
    if (spec.type === "heatmap" || spec.showlegend === false) return [];
    return [{ mark, name: spec.name ?? `trace ${i}` }];
  });
  const asked = marks.some(({ spec }) => spec.type !== "heatmap" && spec.showlegend === true);
  if (entries.length === 0 || !(layout.showlegend ?? (entries.length > 1 || asked))) return undefined;
  const size = layout.legend?.font?.size ?? (narrow ? 11 : font);
  const rowHeight = size * 1.3 + 3;
  const texts = ordered(entries, layout).map(({ mark, name }) => ({ mark, text: new ChartText(name, size) }));
  const widths = texts.map(({ text }) => TEXT_AT + text.width + BETWEEN);
  const place = placeOf(layout, narrow);
  const widest = Math.max(...widths);
  const inOneRow = widths.reduce((sum, width) => sum + width, 0) <= room;
  const columns = place === "right" ? 1 : inOneRow ? texts.length : Math.max(1, Math.floor(room / widest));
  const before = (i: number): number =>
    inOneRow && place === "bottom" ? widths.slice(0, i).reduce((sum, width) => sum + width, 0) : (i % columns) * widest;
  return {
    place,
    width: place === "right" ? widest : room,
    height: Math.ceil(texts.length / columns) * rowHeight,
    draw: (left, top) =>
      texts
        .map(({ mark, text }, i) => {
          const x = left + before(i);
          const middle = top + (Math.floor(i / columns) + 0.5) * rowHeight;
          return mark.sample(x + 20, middle) + text.at(x + TEXT_AT, middle + 0.35 * size);
        })
        .join(""),
  };
}

/** Keeps the traces of a group together, in the order of their first one; stacked bars are listed from the top, as in plotly. */
function ordered<Entry extends { readonly mark: Mark }>(entries: readonly Entry[], layout: LayoutSpec): Entry[] {
  const groupOf = ({ mark }: Entry, i: number): string => mark.spec.legendgroup ?? `\0${i}`;
  const groups = [...new Set(entries.map(groupOf))];
  const grouped = groups.flatMap((name) => entries.filter((entry, i) => groupOf(entry, i) === name));
  const stacked = layout.barmode === "stack" && entries.some(({ mark }) => mark.spec.type === "bar");
  const reversed = layout.legend?.traceorder === undefined ? stacked : layout.legend.traceorder === "reversed";
  return reversed ? grouped.reverse() : grouped;
}

function placeOf({ legend }: LayoutSpec, narrow: boolean): "bottom" | "right" {
  const { orientation = narrow ? "h" : "v", x, y } = legend ?? {};
  if (orientation === "h" && (y === undefined || y <= 0)) return "bottom";
  if (orientation === "v" && (x === undefined || x >= 1)) return narrow ? "bottom" : "right";
  throw new UnknownFigure("a legend among the marks");
}
