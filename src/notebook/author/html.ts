import { DISPLAY, type Displayable } from "../display.ts";
import { escapeHtml } from "../../ground/index.ts";

/** HTML that is inserted into other HTML without escaping. */
export interface Html extends Displayable {
  readonly html: string;
}

/**
 * HTML to show: `` html`<b>${name}</b>` ``. Interpolated values are text, with `<` and `&` escaped, unless they are HTML from this
 * function; lists are joined. When called with a string, that string is the HTML: `html("<b>bold</b>")`.
 * @example
 * import { html } from "../src/notebook/author.ts";
 * const genre = "R&B";
 * html`<b>${genre}</b>`.html; // => "<b>R&amp;B</b>"
 */
export function html(parts: TemplateStringsArray | string, ...values: readonly unknown[]): Html {
  const text =
    typeof parts === "string"
      ? parts
      : parts.map((part, i) => (i === 0 ? part : toHtml(values[i - 1]) + part)).join("");
  return { html: text, [DISPLAY]: () => ({ "text/html": text, "text/plain": toPlain(text) }) };
}

function toHtml(value: unknown): string {
  if (value === undefined || value === null || value === false) return "";
  if (Array.isArray(value)) return value.map(toHtml).join("");
  return typeof value === "object" && "html" in value ? String(value.html) : escapeHtml(String(value));
}

/** Its text, for a client that can't show HTML. */
function toPlain(text: string): string {
  const words = text.replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/gi, "").replaceAll(/<[^>]*>/g, " ");
  return words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll(/\s+/g, " ").trim();
}
