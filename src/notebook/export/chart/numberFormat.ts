import { format } from "d3-format";
import { UnknownFigure } from "./unknownFigure.ts";

/** Formats numbers by a d3 pattern, as used in plotly's figures: https://d3js.org/d3-format. */
export function numberFormat(pattern: string): (value: number) => string {
  try {
    return format(pattern);
  } catch {
    throw new UnknownFigure(`the format ${pattern}`);
  }
}
