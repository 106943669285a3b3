import { escapeHtml } from "../../../ground/index.ts";
import type { Axis } from "./axis.ts";
import { type TraceSpec, UnknownFigure, type Value } from "./chartSpec.ts";
import { ChartText, round } from "./chartText.ts";
import { numberFormat } from "./ticks.ts";
import { group } from "./paint.ts";

/** With more marks than this nobody reads hover texts, and they would outweigh the drawing. */
const MOST_TIPS = 400;
/** The minimum size of a hover target, in CSS pixels. */
const REACH = 12;

/** What a browser shows when the pointer is over a mark. */
export interface Tip {
  readonly text: string;
  /** A point, or a box with a width and a height; in CSS pixels. */
  readonly at: readonly [x: number, y: number, width?: number, height?: number];
}

/** What a figure knows about one mark. */
export interface MarkValues {
  readonly x?: Value | undefined;
  readonly y?: Value | undefined;
  readonly z?: number;
  readonly text?: unknown;
  readonly hovertext?: unknown;
  readonly customdata?: unknown;
}

/**
 * Formats a trace's hover text for a mark: its `hovertemplate`, or else its name and values, as plotly would.
 * @returns undefined if the trace has no hover text, or uses something unsupported: no text is better than half a sentence
 */
export function tipWriter(spec: TraceSpec, x: Axis, y: Axis): ((values: MarkValues) => string) | undefined {
  const write = (value: unknown, axis?: Axis): string => {
    if (typeof value !== "number") return typeof value === "string" ? value : "";
    const pattern = axis?.spec.tickformat;
    if (pattern !== undefined && pattern !== "") return numberFormat(pattern)(value);
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
  };
  const { hovertemplate: template, hoverinfo, name = "" } = spec;
  if (typeof template === "string" && template !== "") {
    try {
      const [, body = "", extra = name] = /^([^]*?)(?:<extra>([^]*?)<\/extra>[^]*)?$/.exec(template) ?? [];
      const parts = [body, extra].filter((part) => part !== "").map((part) => filledIn(part, { name, x, y, write }));
      return (values) => plain(parts.map((part) => part(values)).join("\n"));
    } catch (error) {
      if (error instanceof UnknownFigure) return undefined;
      throw error;
    }
  }
  if (hoverinfo === "skip" || hoverinfo === "none" || (template !== undefined && template !== "")) return undefined;
  return (values) =>
    plain(
      [
        name,
        [write(values.x, x), write(values.y, y), write(values.z)].filter((part) => part !== "").join(", "),
        spec.type === "scatter" || spec.type === "heatmap" ? write(values.text) : "",
      ]
        .filter((line) => line !== "")
        .join("\n"),
    );
}

/** A part of a template as a function of a mark's values. */
function filledIn(
  part: string,
  { name, x, y, write }: { name: string; x: Axis; y: Axis; write: (value: unknown, axis?: Axis) => string },
): (values: MarkValues) => string {
  const pieces = part.split(/(%\{[^{}]*\})/).map((piece): ((values: MarkValues) => string) => {
    if (!piece.startsWith("%{")) return () => piece;
    const [, variable, indexes = "", pattern] =
      /^%\{(x|y|z|text|hovertext|customdata|fullData\.name)((?:\[\d+\])*)(?::([^{}]+))?\}$/.exec(piece) ?? [];
    if (variable === undefined) throw new UnknownFigure(`the template ${piece}`);
    if (variable === "fullData.name") return () => name;
    const format = pattern === undefined ? undefined : numberFormat(pattern);
    const path = [...indexes.matchAll(/\d+/g)].map(Number);
    return (values) => {
      const value = path.reduce<unknown>(
        (list, i) => (Array.isArray(list) ? (list as unknown[])[i] : undefined),
        values[variable as keyof MarkValues],
      );
      if (format && typeof value === "number") return format(value);
      return write(value, variable === "x" ? x : variable === "y" ? y : undefined);
    };
  });
  return (values) => pieces.map((piece) => piece(values)).join("");
}

/** Lines of text without plotly's HTML subset. */
function plain(text: string): string {
  return new ChartText(text, 1).lines
    .map((line) => line.map((run) => run.text).join(""))
    .join("\n")
    .trim();
}

/** Invisible shapes, each with its text as a title, which browsers show on hover. None if there would be too many. */
export function drawTips(marks: readonly (readonly Tip[])[]): string {
  const forms = { points: "", boxes: "" };
  let count = 0;
  for (const tips of marks) {
    // Marks with the same text share one shape.
    const same = new Map<string, { points: string; boxes: string }>();
    for (const { text, at } of tips) {
      if (text === "") continue;
      const own = same.get(text) ?? { points: "", boxes: "" };
      const [x, y, width, height] = at;
      if (width === undefined || height === undefined) own.points += `M${whole(x)} ${whole(y)}h0`;
      else own.boxes += box(x, y, width, height);
      same.set(text, own);
    }
    count += same.size;
    for (const [text, own] of same) {
      for (const kind of ["points", "boxes"] as const) {
        if (own[kind] !== "") forms[kind] += `<path d="${own[kind]}"><title>${escapeHtml(text)}</title></path>`;
      }
    }
  }
  if (count > MOST_TIPS) return "";
  return (
    group(` fill="transparent"`, forms.boxes) +
    group(` fill="none" stroke="transparent" stroke-linecap="round" stroke-width="${REACH}"`, forms.points)
  );
}

function box(x: number, y: number, width: number, height: number): string {
  const [wider, higher] = [Math.max(0, REACH - width), Math.max(0, REACH - height)];
  const [across, down] = [whole(width + wider), whole(height + higher)];
  return `M${whole(x - wider / 2)} ${whole(y - higher / 2)}h${across}v${down}h-${across}z`;
}

/** Whole pixels are precise enough for a pointer. */
function whole(pixels: number): string {
  return round(Math.round(pixels));
}
