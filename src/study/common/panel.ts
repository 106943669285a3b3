/**
 * What plotly puts behind `x` and `y` in the names of a panel's axes.
 * @param panel counts from 0
 * @example
 * import { axisNumber } from "../src/study/common/index.ts";
 * [0, 1].map(axisNumber); // => ["", "2"]
 */
export function axisNumber(panel: number): string {
  return panel === 0 ? "" : String(panel + 1);
}

/**
 * The axes of a trace in a panel.
 * @example
 * import { axesOf } from "../src/study/common/index.ts";
 * axesOf(1); // => { xaxis: "x2", yaxis: "y2" }
 */
export function axesOf(panel: number): { readonly xaxis: string; readonly yaxis: string } {
  return { xaxis: `x${axisNumber(panel)}`, yaxis: `y${axisNumber(panel)}` };
}

/**
 * A heading above the left edge of a panel, as one of a layout's annotations.
 * @param text in plotly's markup, with data escaped
 * @example
 * import { panelHeading } from "../src/study/common/index.ts";
 * panelHeading(0, "<b>Folk</b>").xref; // => "x domain"
 */
export function panelHeading(panel: number, text: string): Readonly<Record<string, unknown>> {
  return {
    text,
    align: "left",
    showarrow: false,
    xref: `x${axisNumber(panel)} domain`,
    yref: `y${axisNumber(panel)} domain`,
    x: 0,
    y: 1,
    xanchor: "left",
    yanchor: "bottom",
    font: { size: 12 },
  };
}
