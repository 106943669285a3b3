/** Text that is HTML already; what is not wrapped in it is escaped by the `html` tag. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in an `html` template: text and numbers (escaped), HTML, lists of these; undefined and false are nothing. */
export type Part = Html | string | number | undefined | false | readonly Part[];

/** A template of HTML: html`<p title="${text}">${part}</p>` escapes every text put into it. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0]!;
  parts.forEach((part, i) => (text += render(part) + strings[i + 1]!));
  return new Html(text);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === "string") return part.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
  if (typeof part === "number") return String(part);
  if (part === undefined || part === false) return "";
  return part.map(render).join("");
}
