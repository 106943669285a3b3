import type { Axis } from "./axis.ts";
import type { Value } from "./chartSpec.ts";
import { UnknownFigure } from "./unknownFigure.ts";

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
export function placeOf(
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
