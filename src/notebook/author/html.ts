import { DISPLAY, type Displayable } from "./displayable.ts";
import { escapeHtml } from "../../ground/index.ts";

/** HTML that is put into other HTML as it is. */
export interface Html extends Displayable {
  readonly html: string;
}

/**
 * HTML to show: `` html`<b>${name}</b>` ``. What is filled in is text, whose `<` and `&` are shown as such, unless it is HTML of
 * this function itself; lists are joined. Called with a string, that is the HTML: `html("<b>bold</b>")`.
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

/** The words of it, for a client that shows no HTML. */
function toPlain(text: string): string {
  const words = text.replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/gi, "").replaceAll(/<[^>]*>/g, " ");
  return words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll(/\s+/g, " ").trim();
}
