import { createRequire } from "node:module";
import type * as SanitizeHtml from "sanitize-html";
import { parseFragment, serialize } from "parse5";

/** Prepares an author's HTML for a page: unchanged, or without anything that could act in a reader's browser. */
export type CleanHtml = (html: string, options?: { readonly ids?: boolean }) => string;

/** Leaves everything unchanged, for pages by trusted authors. */
export const asItIs: CleanHtml = (html) => html;

const MATHS = `math semantics annotation mrow mi mo mn ms mtext mspace msup msub msubsup mfrac msqrt mroot mtable mtr mtd mover munder
munderover mstyle mpadded mphantom menclose mlabeledtr`;
const PICTURES = "svg g path line rect circle ellipse polygon polyline text tspan img figure figcaption";
const MORE = "details summary del ins input progress";

const ATTRIBUTES = `class style title lang dir role aria-* align valign width height colspan rowspan scope span open start reversed value
border tabindex`;
const MATHS_ATTRIBUTES = `xmlns display encoding mathvariant stretchy fence separator accent accentunder lspace rspace minsize maxsize
displaystyle scriptlevel linethickness columnalign columnspacing rowspacing rowlines columnlines frame notation movablelimits symmetric
mathcolor mathbackground mathsize depth voffset`;
const DRAWING_ATTRIBUTES = `viewbox preserveaspectratio d x y x1 y1 x2 y2 cx cy r rx ry points transform fill fill-opacity stroke
stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity text-anchor dominant-baseline font-size font-weight
font-family`;
/** Styles that load something, or cover the page's own parts. */
const ACTIVE_STYLE = /url\s*\(|image-set|expression|\\|position\s*:\s*(?!relative|static)/i;

/**
 * Keeps what can be read and removes what acts: scripts, event handlers, frames, forms, styles that apply to the whole page, and links
 * that aren't addresses. Ids are kept on request, because Markdown's footnotes are linked by them.
 */
export const withoutActiveContent: CleanHtml = (html, { ids = false } = {}) => {
  const sanitize = createRequire(import.meta.url)("sanitize-html") as typeof SanitizeHtml.default;
  return sanitize(html, {
    allowedTags: [...sanitize.defaults.allowedTags, ...words(MATHS), ...words(PICTURES), ...words(MORE)],
    allowedAttributes: {
      "*": [...words(ATTRIBUTES), ...words(MATHS_ATTRIBUTES), ...words(DRAWING_ATTRIBUTES), ...(ids ? ["id"] : [])],
      a: ["href", "rel"],
      img: ["src", "alt"],
      progress: ["max"],
      input: [{ name: "type", values: ["checkbox"] }, "checked", "disabled"],
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["data"] },
    parseStyleAttributes: false,
    transformTags: {
      "*": (tagName, attribs) => {
        const { style, ...rest } = attribs;
        const safe = style === undefined || ACTIVE_STYLE.test(style) ? rest : attribs;
        return { tagName, attribs: tagName === "input" ? { ...safe, type: "checkbox", disabled: "" } : safe };
      },
    },
  });
};

function words(list: string): string[] {
  return list.split(/\s+/);
}

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** A comment, an element whose content isn't HTML, or a tag. */
const PIECE =
  /<!--[^]*?-->|<(script|style|textarea|title)\b[^>]*>[^]*?<\/\1\s*>|<(\/?)([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/**
 * An author's HTML with every element closed: an unclosed one would swallow what follows it on the page. Well-formed HTML stays as
 * written; the rest is what a browser makes of it.
 */
export function wholeHtml(html: string): string {
  return isWhole(html) ? html : serialize(parseFragment(html));
}

function isWhole(html: string): boolean {
  const open: string[] = [];
  for (const [tag, , slash, given] of html.matchAll(PIECE)) {
    const name = given?.toLowerCase();
    if (name === undefined || VOID.has(name) || (tag.endsWith("/>") && slash === "")) continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0 && !/<[a-z/!?]/i.test(html.replace(PIECE, ""));
}
