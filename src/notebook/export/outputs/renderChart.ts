import { DEFAULT_HEIGHT, drawChart } from "../chart/drawChart.ts";
import { html, Html, type Part, raw } from "../../../ground/index.ts";

/**
 * The widths at which a chart is drawn, in CSS pixels: on a phone, on a tablet and on paper, on a desktop. `styles/charts.css` shows
 * one.
 */
const WIDTHS = { narrow: 350, middle: 670, wide: 930 } as const;

/**
 * A Plotly figure as still pictures for several widths, with its JSON for the page's script, which makes it live on request. A figure
 * with anything that only Plotly can draw gets a placeholder (a group, so that its buttons are reachable) that the script fills when
 * the reader scrolls near; without the script, only `alt` is shown.
 * @example
 * import { renderChart } from "../src/notebook/index.ts";
 * const figure = { data: [{ type: "bar", x: ["Folk", "Rock"], y: [0.6, 0.4] }], layout: {} };
 * const chart = renderChart(figure, "Recall: Folk 0.6, Rock 0.4");
 * chart.text.startsWith('<figure class="chart">'); // => true
 */
export function renderChart(figure: unknown, alt: string): Html {
  const stills = drawStills(figure);
  const json = html`<script type="application/json" class="figure">${scriptJson(figure)}</script>`;
  if (stills) {
    return html`<figure class="chart">
<div class="plot" role="img" aria-label="${alt}" data-still>${stills}</div>
${json}
</figure>`;
  }
  const height = layoutOf(figure)?.height;
  const pixels = typeof height === "number" && height > 0 ? Math.round(height) : DEFAULT_HEIGHT;
  return html`<figure class="chart">
<div class="plot" role="group" aria-label="${alt}" style="height:${pixels}px"></div>
${json}
<noscript><p class="chart-text">Chart: ${alt} (drawn where scripts are allowed)</p></noscript>
</figure>`;
}

/** How a chart in a page is drawn; undefined if there is none. */
export function chartKind(page: string): "still" | "live" | undefined {
  if (/<div class="plot" role="group"/.test(page)) return "live";
  return page.includes('<div class="plot" role="img"') ? "still" : undefined;
}

function drawStills(figure: unknown): Part {
  const own = layoutOf(figure)?.width;
  if (typeof own === "number" && own <= WIDTHS.narrow) {
    const drawn = drawChart(figure, own);
    return drawn === undefined ? undefined : raw(drawn);
  }
  const drawn = Object.entries(WIDTHS).map(([name, width]) =>
    drawChart(figure, width)?.replace('class="still"', `class="still ${name}"`),
  );
  return drawn.every((one) => one !== undefined) ? drawn.map(raw) : undefined;
}

/** A figure's alt text, if it has one in `layout.meta.alt`. */
export function figureAlt(figure: unknown): string | undefined {
  const meta = layoutOf(figure)?.meta as { alt?: unknown } | null | undefined;
  return typeof meta?.alt === "string" && meta.alt.trim() !== "" ? meta.alt : undefined;
}

/** The title of a figure as plain text, if it has one. */
export function figureTitle(figure: unknown): string | undefined {
  const title = layoutOf(figure)?.title;
  const text = typeof title === "object" && title !== null ? (title as { text?: unknown }).text : title;
  return typeof text === "string" ? text.replace(/<br\s*\/?>\u200b?/gi, " ").replace(/<[^>]*>/g, "") : undefined;
}

function layoutOf(figure: unknown): { height?: unknown; width?: unknown; title?: unknown; meta?: unknown } | undefined {
  const layout = (figure as { layout?: unknown } | null | undefined)?.layout;
  return typeof layout === "object" && layout !== null ? layout : undefined;
}

/** JSON for a `<script>` element: no text in it can close the element or open a comment. */
export function scriptJson(value: unknown): Html {
  return new Html((JSON.stringify(value) ?? "null").replace(/</g, "\\u003c"));
}
