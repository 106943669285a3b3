import { format } from "d3-format";
import { UnknownFigure } from "./unknownFigure.ts";

/** Writes numbers by a pattern of d3, as plotly's figures have them: https://d3js.org/d3-format. */
export function numberFormat(pattern: string): (value: number) => string {
  try {
    return format(pattern);
  } catch {
    throw new UnknownFigure(`the format ${pattern}`);
  }
}
