import { CHART_COLOURS, escapeHtml } from "../../ground/index.ts";
import type { SplitUnit } from "../../dataset/index.ts";

/** The colour of each way to split, in every chart. */
export const SPLIT_COLOURS: Readonly<Record<SplitUnit, string>> = {
  row: CHART_COLOURS.orange,
  track: CHART_COLOURS.blue,
  artist: CHART_COLOURS.violet,
};

/** The marker of each way to split. */
export const SPLIT_SYMBOLS: Readonly<Record<SplitUnit, string>> = { row: "circle", track: "square", artist: "diamond" };

export const CHART_CONFIG = { displaylogo: false, responsive: true };

const LEGEND = { orientation: "h", x: 0, xref: "container", y: 0, yref: "container", yanchor: "bottom" };
const TITLE_LINE = 22;
const SOURCE_LINE = 18;
/** Characters of the source line that fit a phone. */
const SOURCE_WIDTH = 50;
const ABOVE_PLOT = 50;

/**
 * The layout of all charts: title and source line at the left above the plot, legend below it, no width. Colours of grounds, text
 * and grids are left to the page, which has a light and a dark theme.
 */
export function chartLayout({
  lines,
  source,
  alt,
  height,
  layout,
}: {
  readonly lines: readonly string[];
  readonly source: string;
  readonly alt: string;
  readonly height: number;
  readonly layout: Readonly<Record<string, unknown>>;
}): Record<string, unknown> {
  const over = (member: string): object => layout[member] as object;
  const sourceLines = foldSource(source);
  const above = ABOVE_PLOT + lines.length * TITLE_LINE + (sourceLines.length - 1) * SOURCE_LINE;
  return {
    title: {
      // Not a subtitle: plotly moves the title out of the chart where it has several lines.
      text: [
        ...lines.map(escapeHtml),
        ...sourceLines.map((line) => `<span style="font-size:12px">${escapeHtml(line)}</span>`),
      ].join("<br>"),
      x: 0,
      xref: "container",
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      // In a title of several lines plotly sets the first line's baseline here, not its top.
      pad: { t: 22, l: 4 },
    },
    height: height + (lines.length - 1) * TITLE_LINE + (sourceLines.length - 1) * SOURCE_LINE,
    // Where a reader of the figure's JSON, such as the page's export, finds the words for it.
    meta: { alt },
    ...layout,
    margin: { t: above, l: 12, r: 16, b: 40, ...over("margin") },
    xaxis: { automargin: true, ...over("xaxis") },
    yaxis: { automargin: true, ...over("yaxis") },
    ...(layout.showlegend === false ? {} : { legend: { ...LEGEND, ...over("legend") } }),
  };
}

/** A source line too long for a phone in two lines, broken behind its first comma: "Data: Full-size replica (not music)," and the rest. */
function foldSource(source: string): string[] {
  const comma = source.indexOf(", ");
  if (source.length <= SOURCE_WIDTH || comma < 0) return [source];
  return [source.slice(0, comma + 1), source.slice(comma + 2)];
}
