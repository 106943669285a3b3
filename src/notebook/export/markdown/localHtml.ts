import { escapeHtml } from "../../../ground/index.ts";
import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Attachments } from "../../nbformat.ts";

const LOADING_TAG =
  /<(a|img|script|iframe|link|video|audio|source|track|embed|object|input|image|use)\b((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const ATTRIBUTE = /\s([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const LOADING_ATTRIBUTES = new Set(["src", "srcset", "poster", "data", "href", "xlink:href"]);
const STYLE = /<style\b[^>]*>[^]*?<\/style>|\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi;
const EXTERNAL_IMPORT = /@import\s+(?:url\()?\s*["']?(?:https?:)?\/\/[^;]*;?/gi;
const EXTERNAL_URL = /url\(\s*(["']?)(?:https?:)?\/\/[^)]*\)/gi;

/**
 * An author's HTML for a page that loads nothing from the network: images of the cell or its folder become data URIs, external images
 * become links, other external resources are left out, and links to notebooks lead to their pages.
 */
export function localHtml(html: string, scope: ImageScope): string {
  return html
    .replace(STYLE, (style) => style.replace(EXTERNAL_IMPORT, "").replace(EXTERNAL_URL, "none"))
    .replace(LOADING_TAG, (tag, name: string, rest: string) => {
      const kind = name.toLowerCase();
      const attributes = new Map<string, string>();
      for (const [, key, double, single, bare] of rest.matchAll(ATTRIBUTE)) {
        attributes.set(key!.toLowerCase(), double ?? single ?? bare ?? "");
      }
      if (kind === "img" && isExternal(attributes.get("src") ?? "")) {
        return externalImage(attributes.get("src")!, attributes.get("alt") ?? "");
      }
      return tag.replace(ATTRIBUTE, (attribute, key: string, double?: string, single?: string, bare?: string) => {
        const value = double ?? single ?? bare ?? "";
        const changed = changedValue(kind, key.toLowerCase(), value, scope);
        return changed === value
          ? attribute
          : changed === undefined
            ? ""
            : ` ${key}="${changed.replace(/"/g, "&quot;")}"`;
      });
    });
}

/** An external image is not loaded; a link says where it is. Takes text as it appears in attributes. */
export function externalImage(source: string, alt: string): string {
  const quoted = source.replace(/"/g, "&quot;");
  return `<a class="external-image" href="${quoted}" rel="noopener">${alt === "" ? "Image" : escapeAngles(alt)} (not stored in this page)</a>`;
}

function changedValue(tag: string, attribute: string, value: string, scope: ImageScope): string | undefined {
  if (!LOADING_ATTRIBUTES.has(attribute)) return value;
  if (tag === "a") return attribute === "href" ? pageLink(value) : value;
  if (isExternal(value)) return undefined;
  return tag === "img" && attribute === "src" ? imageSource(value, scope) : value;
}

/** Attribute values already contain entities; only angle brackets could do harm in an element's content. */
function escapeAngles(text: string): string {
  return text.replace(/[<>]/g, escapeHtml);
}

/** A comment, an element whose content isn't HTML, or a tag. */
const PIECE = /<!--[^]*?-->|<(script|style|textarea|title)\b[^>]*>[^]*?<\/\1\s*>|<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ID = /(\sid\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/**
 * An author's HTML with ids that nothing else in the page has: a second `id="page"` would take the page's own links and scripts to the
 * wrong place.
 * @param unique the id to write, for one as it is written
 */
export function ownIds(html: string, unique: (id: string) => string): string {
  return html.replace(PIECE, (piece, raw: string | undefined) =>
    piece.startsWith("<!--") || raw !== undefined
      ? piece
      : piece.replace(ID, (_, before: string, double?: string, single?: string, bare?: string) => {
          const id = unique(double ?? single ?? bare ?? "");
          return `${before}"${id.replaceAll('"', "&quot;")}"`;
        }),
  );
}

const NOTEBOOK = /^(?![a-z][a-z0-9+.-]*:|\/\/)([^?#]*\/)?([^/?#]+)\.ipynb(#.*)?$/i;

/** A link to another notebook becomes a link to its page, which is beside this one; other links are unchanged. */
export function pageLink(href: string): string {
  const match = NOTEBOOK.exec(href);
  return match ? `${match[2]!}.html${match[3] ?? ""}` : href;
}

const TYPES: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".svg": "image/svg+xml",
};

/** Where the images of a text come from. */
export interface ImageScope {
  /** Files of the cell, by name. */
  readonly attachments?: Attachments | undefined;
  /** The folder that relative names are resolved from. */
  readonly folder?: string | undefined;
}

/** Whether a URL leads outside the page and its folder. */
export function isExternal(url: string): boolean {
  return /^\s*(?:https?:)?\/\//i.test(url);
}

/** The `src` of an image for the page: attachments and local files as data URIs, everything else unchanged. */
export function imageSource(source: string, { attachments = {}, folder }: ImageScope): string {
  if (source.startsWith("attachment:")) {
    const bundle = attachments[decode(source.slice("attachment:".length))] ?? {};
    const found = Object.entries(bundle).find(([type]) => type.startsWith("image/"));
    return found && typeof found[1] === "string" ? dataUri(found[0], found[1]) : source;
  }
  const path = decode(source.replace(/[?#].*$/, ""));
  const type = TYPES[extname(path).toLowerCase()];
  if (folder === undefined || type === undefined || /^[a-z][a-z0-9+.-]*:/i.test(source) || isExternal(source))
    return source;
  try {
    return `data:${type};base64,${readFileSync(resolve(folder, path)).toString("base64")}`;
  } catch {
    // No such file: the page shows the alternative text, as JupyterLab does.
    return source;
  }
}

/** A data URI for an image of a notebook: base64, except for SVG, which is text. */
export function dataUri(type: string, data: string): string {
  const base64 = type === "image/svg+xml" ? Buffer.from(data, "utf8").toString("base64") : data.replace(/\s+/g, "");
  return `data:${type};base64,${base64}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
