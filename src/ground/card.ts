import { html, raw } from "./html.ts";

/** The symbol under which a value defines how a notebook shows it; a convention of Deno's Jupyter kernel. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display") as never;

/** A value's representations, keyed by MIME type. */
export type Shown = Readonly<Record<string, string>>;

/** The content of a card: names and values, one per line; a line without a value is left out. */
export type CardLines = readonly (readonly [name: string, value: string | number | undefined])[];

/**
 * A value in a few lines, shown in a notebook in place of everything it contains.
 * @example
 * import { card } from "../src/ground/index.ts";
 * card("Split", [["train", 75], ["test", 25]])["text/plain"]; // => "Split\n  train: 75\n  test: 25"
 */
export function card(title: string, lines: CardLines): Shown {
  const said = lines.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
  const rows = said.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`);
  return {
    "text/html": html`<table><caption>${title}</caption><tbody>${rows}</tbody></table>`.text,
    "text/plain": [title, ...said.map(([name, value]) => `  ${name}: ${value}`)].join("\n"),
  };
}

/**
 * Numbers in rows and columns for a notebook: a table, and the same as aligned text.
 * @param rows the first item of each names the row
 * @example
 * import { grid } from "../src/ground/index.ts";
 * grid("Counts", ["", "a", "b"], [["a", "12", "0"], ["b", "3", "4"]])["text/plain"].split("\n")[2]; // => "a  12  0"
 */
export function grid(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): Shown {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const text = lines.map((line) =>
    line.map((item, column) => (column === 0 ? item.padEnd(widths[0]!) : item.padStart(widths[column]!))).join("  "),
  );
  const number = raw(' style="text-align:right"');
  const head = headings.map((heading, column) => html`<th scope="col"${column > 0 && number}>${heading}</th>`);
  const body = rows.map(
    ([name, ...items]) =>
      html`<tr><th scope="row">${name!}</th>${items.map((item) => html`<td${number}>${item}</td>`)}</tr>`,
  );
  return {
    "text/html": html`<table><caption>${title}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
      .text,
    "text/plain": [title, ...text].join("\n"),
  };
}

/**
 * Gives a value a representation in notebooks and changes nothing else: comparisons, copies and JSON ignore it.
 * @example
 * import { card, withCard } from "../src/ground/index.ts";
 * const scores = withCard([0.5, 0.7], () => card("Scores", [["best", 0.7]]));
 * scores; // => [0.5, 0.7]
 */
export function withCard<Value extends object>(value: Value, show: () => Shown): Value {
  return Object.defineProperty(value, DISPLAY, { value: show });
}
