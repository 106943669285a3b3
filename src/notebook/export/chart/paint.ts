import type { LineDash } from "./chartSpec.ts";

/** The line around a filled shape. */
export interface Edge {
  readonly colour?: string | undefined;
  readonly width?: number | undefined;
}

/** The style of a filled shape. */
export function filled(colour: string, opacity = 1, { colour: line = "var(--muted)", width = 0 }: Edge = {}): string {
  const [stroke, size] = width > 0 ? [`;stroke:${line}`, ` stroke-width="${width}"`] : ["", ""];
  return ` style="fill:${colour}${stroke}"${opacity === 1 ? "" : ` fill-opacity="${opacity}"`}${size}`;
}

/** The style of a line; the shape it bounds stays empty. */
export function stroked(colour: string, width: number, dash: LineDash = "solid"): string {
  return ` style="stroke:${colour}" fill="none" stroke-width="${width}"${dashes(dash, width)}`;
}

/** The style of points drawn as discs of this diameter. */
export function dotted(colour: string, diameter: number): string {
  return ` style="stroke:${colour}" fill="none" stroke-linecap="round" stroke-width="${diameter}"`;
}

/** plotly's dash lengths: in pixels, scaled for lines wider than 3. */
function dashes(dash: LineDash, width: number): string {
  const unit = Math.max(width, 3);
  if (dash === "solid") return "";
  const length = { dot: 1, dash: 3 }[dash] * unit;
  return ` stroke-dasharray="${length} ${length}"`;
}

/** An element around some content, or nothing if there is no content. */
export function group(attributes: string, content: string): string {
  return content === "" ? "" : `<g${attributes}>${content}</g>`;
}

/** Below this width, in CSS pixels, a chart has its legend underneath. */
export const NARROW = 560;
