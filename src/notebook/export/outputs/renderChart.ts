import { html, type Html } from "../../../ground/index.ts";
import { scriptJson } from "../scriptJson.ts";

/** The height of a chart whose figure names none, in CSS pixels: Plotly's own default. */
const DEFAULT_HEIGHT = 450;

/**
 * A place for a Plotly figure (a group, as its buttons can be reached): its JSON beside it, drawn by the page's script when the reader comes near. Where there is
 * no script, `alt` is what is left of it.
 */
export function renderChart(figure: unknown, alt: string): Html {
  const height = layoutOf(figure)?.height;
  const pixels = typeof height === "number" && height > 0 ? Math.round(height) : DEFAULT_HEIGHT;
  return html`<figure class="chart">
<div class="plot" role="group" aria-label="${alt}" style="height:${pixels}px"></div>
<script type="application/json" class="figure">${scriptJson(figure)}</script>
<noscript><p class="chart-text">Chart: ${alt} (drawn where scripts are allowed)</p></noscript>
</figure>`;
}

/** What a figure shows in words, where it carries them in `layout.meta.alt`. */
export function figureAlt(figure: unknown): string | undefined {
  const meta = layoutOf(figure)?.meta as { alt?: unknown } | null | undefined;
  return typeof meta?.alt === "string" && meta.alt.trim() !== "" ? meta.alt : undefined;
}

/** The title of a figure as plain text, if it has one. */
export function figureTitle(figure: unknown): string | undefined {
  const title = layoutOf(figure)?.title;
  const text = typeof title === "object" && title !== null ? (title as { text?: unknown }).text : title;
  return typeof text === "string" ? text.replace(/<br\s*\/?>/gi, " ").replace(/<[^>]*>/g, "") : undefined;
}

function layoutOf(figure: unknown): { height?: unknown; title?: unknown; meta?: unknown } | undefined {
  const layout = (figure as { layout?: unknown } | null | undefined)?.layout;
  return typeof layout === "object" && layout !== null ? layout : undefined;
}
