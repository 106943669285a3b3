import { isJsonMimeType, type JsonValue, type MimeBundle, type OutputMetadata } from "../../nbformat.ts";
import { html, type Html, raw } from "../../../ground/index.ts";
import { dataUri } from "../markdown/imageSource.ts";
import { localHtml } from "../markdown/localHtml.ts";
import type { RenderContext } from "../renderContext.ts";
import { wholeHtml } from "../wholeHtml.ts";
import { renderAnsi } from "./renderAnsi.ts";
import { chartKind, figureAlt, figureTitle, renderChart } from "./renderChart.ts";
import { renderJson } from "./renderJson.ts";

/** The MIME type of a Plotly figure: `{data, layout, config?, frames?}`. */
export const PLOTLY = "application/vnd.plotly.v1+json";

const IMAGES = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"];

/** What a page can show, richest first; any other JSON type takes precedence over plain text only if none of these is there. */
const RICHEST_FIRST = [PLOTLY, "text/html", "text/markdown", "text/latex", ...IMAGES, "application/json", "text/plain"];

/** The MIME type of a bundle that the page shows; undefined if it can't show any. */
export function richestType(data: MimeBundle): string | undefined {
  return RICHEST_FIRST.find((type) => type in data) ?? Object.keys(data).find(isJsonMimeType);
}

/** Renders the richest type of a MIME bundle; `id` is unique in the page. */
export function renderBundle(data: MimeBundle, metadata: OutputMetadata, context: RenderContext, id: string): Html {
  const type = richestType(data);
  if (type === undefined) {
    const types = Object.keys(data).join(", ") || "nothing";
    return html`<p class="muted">An output that a page can't show: ${types}</p>`;
  }
  const value = data[type]!;
  const text = asText(value);
  const alt = altText(metadata, type);
  switch (type) {
    case PLOTLY:
      return countedChart(
        renderChart(value, alt ?? figureAlt(value) ?? figureTitle(value) ?? asText(data["text/plain"] ?? "Chart")),
        context,
      );
    case "text/html":
      return renderHtml(context.clean(wholeHtml(localHtml(text, { folder: context.folder }))), alt);
    case "text/markdown":
      return html`<div class="prose">${context.markdown.render(text, { id, folder: context.folder })}</div>`;
    case "text/latex":
      return context.maths?.renderOutput(text) ?? html`<pre class="text">\n${text}</pre>`;
    case "text/plain":
      // A line is a sentence, which may wrap; in several lines, columns may stand below one another.
      return html`<pre class="${text.includes("\n") ? "text" : "text line"}">\n${renderAnsi(text)}</pre>`;
    default:
      return IMAGES.includes(type) ? renderImage(type, text, metadata, alt) : renderJson(value);
  }
}

function countedChart(chart: Html, context: RenderContext): Html {
  if (context.charts !== "live") context.charts = chartKind(chart.text);
  return chart;
}

function renderHtml(content: string, alt: string | undefined): Html {
  if (!/<table\b/i.test(content)) return html`<div class="html">${raw(content)}</div>`;
  const caption = /<caption[^>]*>([^<]+)<\/caption>/i.exec(content)?.[1];
  const name = alt ?? (caption && raw(caption.trim().replace(/"/g, "&quot;")));
  // A landmark needs a name that tells it from others.
  const role = name ? html`role="region" aria-label="${name}"` : raw('role="group" aria-label="Table"');
  return html`<div class="html table-scroll" ${role}>${raw(content)}</div>`;
}

function renderImage(type: string, data: string, metadata: OutputMetadata, alt: string | undefined): Html {
  const size = (metadata[type] ?? metadata) as { width?: unknown; height?: unknown };
  const pixels = (name: "width" | "height"): Html | undefined =>
    typeof size[name] === "number" ? raw(` ${name}="${size[name]}"`) : undefined;
  // What isn't base64 must not end the attribute.
  const source = raw(dataUri(type, data).replaceAll('"', "&quot;"));
  const name = alt ?? "Picture without a description";
  return html`<img class="picture" src="${source}" alt="${name}"${pixels("width")}${pixels("height")}>`;
}

/** `alt` in an output's metadata: for the whole bundle or for the MIME type. */
function altText(metadata: OutputMetadata, type: string): string | undefined {
  const own = (metadata[type] as { alt?: unknown } | undefined)?.alt ?? metadata.alt;
  return typeof own === "string" && own.trim() !== "" ? own : undefined;
}

function asText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
