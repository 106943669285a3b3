/** Text that is already HTML; the `html` tag escapes everything else. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What an `html` template accepts: text and numbers (escaped), HTML, and lists of these; null, undefined and false produce nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/**
 * An HTML template: html`<p title="${text}">${part}</p>` escapes all text inserted into it.
 * @example
 * import { html } from "../src/ground/index.ts";
 * const genres = ["Folk", "R&B"];
 * html`<ul>${genres.map((genre) => html`<li>${genre}</li>`)}</ul>`.text; // => "<ul><li>Folk</li><li>R&amp;B</li></ul>"
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0]!;
  parts.forEach((part, index) => (text += render(part) + strings[index + 1]!));
  return new Html(text);
}

/**
 * Marks text as HTML that needs no escaping.
 * @example
 * import { html, raw } from "../src/ground/index.ts";
 * html`<p>${raw("<b>Folk</b>")}</p>`.text; // => "<p><b>Folk</b></p>"
 */
export function raw(text: string): Html {
  return new Html(text);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Escapes text for HTML, in an element or a quoted attribute. Plotly's texts need the same.
 * @example
 * import { escapeHtml } from "../src/ground/index.ts";
 * escapeHtml("R&B <live>"); // => "R&amp;B &lt;live&gt;"
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  if (part === null || part === undefined || part === false) return "";
  return part.map(render).join("");
}
