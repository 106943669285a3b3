/** Text that is HTML already; what is not wrapped in it is escaped by the `html` tag. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in an `html` template: text and numbers (escaped), HTML, lists of these; null, undefined and false are nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/**
 * A template of HTML: html`<p title="${text}">${part}</p>` escapes every text put into it.
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
 * Text as it stands in HTML, in an element or a quoted attribute. Plotly's texts take the same.
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
