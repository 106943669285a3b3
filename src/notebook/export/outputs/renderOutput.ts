import { stripVTControlCharacters } from "node:util";
import {
  type ErrorOutput,
  isJsonMimeType,
  type JsonValue,
  type MimeBundle,
  type Output,
  type OutputMetadata,
} from "../../nbformat.ts";
import { html, type Html, raw } from "../../../ground/index.ts";
import type { RenderContext } from "../renderContext.ts";
import { renderAnsi } from "./renderAnsi.ts";
import { dataUri, localHtml } from "../markdown/localHtml.ts";
import { wholeHtml } from "../cleanHtml.ts";
import { chartKind, figureAlt, figureTitle, renderChart } from "./renderChart.ts";

/** Renders one output of a code cell; `id` is unique in the page. */
export function renderOutput(output: Output, context: RenderContext, id: string): Html {
  switch (output.output_type) {
    case "stream": {
      const text = renderAnsi(output.text.replace(/\n$/, ""));
      // HTML drops a line end right after the tag; without this one, the text's own first line end would be dropped.
      const stream = html`<pre class="text">\n${text}</pre>\n`;
      if (output.name !== "stderr") return stream;
      return html`<div class="stderr"><span class="stream-name">stderr</span>${stream}</div>\n`;
    }
    case "error":
      return renderError(output);
    default:
      return html`<div class="output">${renderBundle(output.data, output.metadata, context, id)}</div>\n`;
  }
}

/** Name and message at a glance, and below them what the traceback adds. */
function renderError({ ename, evalue, traceback }: ErrorOutput): Html {
  const message = evalue === "" ? ename : `${ename}: ${evalue}`;
  const trace = traceback.join("\n").trimEnd();
  const more = withoutMessage(trace, message);
  return html`<div class="error-output">
<p class="error-message"><strong>${ename}</strong>${evalue === "" ? "" : ": "}${evalue}</p>
${more !== "" && html`<pre class="text">\n${renderAnsi(more)}</pre>\n`}</div>
`;
}

/** A traceback without the message it starts with; unchanged if it starts differently. */
function withoutMessage(trace: string, message: string): string {
  const lines = message.split("\n").length;
  const [head, rest] = [trace.split("\n").slice(0, lines), trace.split("\n").slice(lines)];
  return stripVTControlCharacters(head.join("\n")).trim() === message.trim() ? rest.join("\n") : trace;
}

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
function renderBundle(data: MimeBundle, metadata: OutputMetadata, context: RenderContext, id: string): Html {
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

/** How many members of one object or list are shown; a page can't show a million. */
const SHOWN = 100;
/** How many levels are initially open, and up to which size. */
const OPEN_DEPTH = 2;
const OPEN_SIZE = 12;

/** A JSON value as a foldable tree: small outer levels are open, and long lists are cut with a note on the rest. */
export function renderJson(value: unknown): Html {
  return html`<div class="json">${node(undefined, value, 0)}</div>`;
}

function node(key: string | undefined, value: unknown, depth: number): Html {
  const label = key === undefined ? undefined : html`<span class="json-key">${key}</span>: `;
  if (typeof value !== "object" || value === null) return html`<div>${label}${leaf(value)}</div>`;
  const list = Array.isArray(value);
  const entries = Object.entries(value);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) return html`<div>${label}${open}${close}</div>`;
  const members = entries.slice(0, SHOWN).map(([name, member]) => node(name, member, depth + 1));
  const rest = entries.length - members.length;
  const more = rest > 0 && html`<div class="muted">… ${rest} more, in the executed notebook</div>`;
  const size = list ? plural(entries.length, "item") : plural(entries.length, "member");
  const opened = depth < OPEN_DEPTH && entries.length <= OPEN_SIZE ? raw(" open") : undefined;
  return html`<details${opened}><summary>${label}${open}<span class="muted">${size}</span>${close}</summary>${members}${more}</details>`;
}

function leaf(value: unknown): Html {
  const type = value === null ? "null" : typeof value;
  return html`<span class="json-${type}">${JSON.stringify(value) ?? "null"}</span>`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
