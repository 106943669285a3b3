import { escapeHtml } from "../../../ground/index.ts";
import { type ImageScope, imageSource, isExternal } from "./imageSource.ts";
import { pageLink } from "./pageLink.ts";

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
