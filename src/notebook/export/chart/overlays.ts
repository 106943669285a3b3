import type { Axis } from "./axis.ts";
import { type AnnotationSpec, type ShapeSpec, UnknownFigure, type Value } from "./chartSpec.ts";
import { ChartText, round } from "./chartText.ts";
import { filled, group, stroked } from "./paint.ts";

interface Ground {
  readonly axes: ReadonlyMap<string, Axis>;
  readonly frame: Frame;
}

/** A line, a rectangle or an ellipse over the plot. */
export function drawShape(shape: ShapeSpec, ground: Ground): string {
  const { type, xref = "x", yref = "y", fillcolor, line = {}, opacity = 1 } = shape;
  const across = (value: Value): number => placeOf(value, { ref: xref, letter: "x", exponents: false, ...ground });
  const down = (value: Value): number => placeOf(value, { ref: yref, letter: "y", exponents: false, ...ground });
  const [x0, x1, y0, y1] = [across(shape.x0), across(shape.x1), down(shape.y0), down(shape.y1)];
  const width = line.width ?? 2;
  const outline = width > 0 ? stroked(line.color ?? "var(--muted)", width, line.dash) : undefined;
  const path =
    type === "line"
      ? `M${round(x0)} ${round(y0)}L${round(x1)} ${round(y1)}`
      : type === "rect"
        ? `M${round(x0)} ${round(y0)}H${round(x1)}V${round(y1)}H${round(x0)}z`
        : `M${round(x0)} ${round((y0 + y1) / 2)}a${round(Math.abs(x1 - x0) / 2)} ${round(Math.abs(y1 - y0) / 2)} 0 1 0 ${round(x1 - x0)} 0a${round(Math.abs(x1 - x0) / 2)} ${round(Math.abs(y1 - y0) / 2)} 0 1 0 ${round(x0 - x1)} 0z`;
  const inside = type !== "line" && fillcolor !== undefined ? `<path d="${path}"${filled(fillcolor)}/>` : "";
  const drawn = inside + (outline === undefined ? "" : `<path d="${path}"${outline}/>`);
  return opacity === 1 ? drawn : group(` opacity="${opacity}"`, drawn);
}

/** A text at a given place, moved if it would leave the chart. */
export function drawAnnotation(
  annotation: AnnotationSpec,
  ground: Ground,
  { font, room }: { readonly font: number; readonly room: number },
): string {
  const { xref = "x", yref = "y", xanchor = "auto", yanchor = "auto", xshift = 0, yshift = 0 } = annotation;
  const wanted = annotation.font?.size ?? font;
  const whole = new ChartText(annotation.text, wanted);
  // The heading of one plot must not run into that of the next.
  const own = ground.axes.get(/^(x\d*) domain$/.exec(xref)?.[1] ?? "")?.length ?? Infinity;
  const size = Math.min(wanted, Math.max(8, (wanted * (own + 4)) / whole.width));
  const text = new ChartText(annotation.text, size);
  const x = placeOf(annotation.x, { ref: xref, letter: "x", exponents: true, ...ground }) + xshift;
  const y = placeOf(annotation.y, { ref: yref, letter: "y", exponents: true, ...ground }) - yshift;
  const third = (share: number): number => (share < 1 / 3 ? 0 : share > 2 / 3 ? 1 : 0.5);
  const auto = (ref: string, value: Value): number =>
    ref === "paper" && typeof value === "number" ? third(value) : 0.5;
  const acrossShare = xanchor === "auto" ? auto(xref, annotation.x) : { left: 0, center: 0.5, right: 1 }[xanchor];
  const aboveShare = yanchor === "auto" ? auto(yref, annotation.y) : { bottom: 0, middle: 0.5, top: 1 }[yanchor];
  const left = Math.max(0, Math.min(x - acrossShare * text.width, room - text.width));
  const top = y - (1 - aboveShare) * text.height;
  const anchor = { left: "start", center: "middle", right: "end" }[
    annotation.align ?? (["left", "center", "right"] as const)[2 * acrossShare]!
  ];
  const at = left + { start: 0, middle: 0.5, end: 1 }[anchor]! * text.width;
  const colour = annotation.font?.color;
  return text.at(at, top + size, `text-anchor="${anchor}"${colour === undefined ? "" : filled(colour)}`);
}

/** The plot's rectangle in CSS pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The position of a shape's or annotation's value, in CSS pixels: on an axis (`x2`), as a share of its length (`x2 domain`) or of the
 * plot (`paper`). On a log axis plotly takes the values of shapes literally and those of annotations as exponents.
 */
function placeOf(
  value: Value,
  {
    ref,
    letter,
    axes,
    frame,
    exponents,
  }: {
    readonly ref: string;
    readonly letter: "x" | "y";
    readonly axes: ReadonlyMap<string, Axis>;
    readonly frame: Frame;
    readonly exponents: boolean;
  },
): number {
  if (ref === "paper") {
    const share = Number(value);
    return letter === "x" ? frame.left + share * frame.width : frame.top + (1 - share) * frame.height;
  }
  const [, id, domain] = /^([xy]\d*)( domain)?$/.exec(ref) ?? [];
  const axis = id === undefined ? undefined : axes.get(id);
  if (!axis) throw new UnknownFigure(`a place by ${ref}`);
  if (domain !== undefined) {
    const share = Number(value);
    return letter === "x" ? axis.start + share * axis.length : axis.start + (1 - share) * axis.length;
  }
  const plain = typeof value === "number" && (axis.type !== "log" || exponents);
  return axis.pixel(plain ? value : axis.coordinate(value));
}
