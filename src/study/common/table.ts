import { escapeHtml } from "../../ground/index.ts";
import { DISPLAY, type Displayable } from "./displayable.ts";

/** A cell: text, or text marked as the one to look at. Numbers come already formatted. */
export type TableCell = string | { readonly text: string; readonly strong: true };

export interface TableColumn {
  readonly heading: string;
  /** Right-aligned, so that decimals line up. */
  readonly numeric?: boolean;
  /** Sentences, which may wrap over several lines. */
  readonly prose?: boolean;
  /** A few words, which may wrap to a second line. */
  readonly words?: boolean;
  /** The heading above this one; adjacent columns with the same group share it. */
  readonly group?: string;
  /** Hidden on a page as narrow as a phone, so that the other columns fit. */
  readonly minor?: boolean;
}

export interface TableOptions {
  /** What the table shows, in one or two sentences. */
  readonly caption: string;
  /** Which data is shown; follows the caption. */
  readonly source?: string;
  /** The first column names the rows. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** What a terminal shows instead of the table as aligned text. */
  readonly plain?: string;
}

/** A table to show. */
export interface Table extends Displayable {
  readonly html: string;
  readonly text: string;
}

/**
 * An HTML table with a caption and scoped headers, and the same as aligned text.
 * @example
 * import { table } from "../src/study/common/index.ts";
 * const { text } = table({
 *   caption: "Songs of each genre.",
 *   columns: [{ heading: "genre" }, { heading: "songs", numeric: true }],
 *   rows: [["Folk", "12"], ["Rock", { text: "8", strong: true }]],
 * });
 * text.split("\n").at(-1); // => "Rock       8"
 */
export function table({ caption, source, columns, rows, plain }: TableOptions): Table {
  for (const row of rows) {
    if (row.length !== columns.length)
      throw new RangeError(`a row has ${row.length} cells; expected ${columns.length}`);
  }
  const minor = columns.some((column) => column.minor);
  const captionText = [caption, source && `${source}.`].filter(Boolean).join(" ");
  const html =
    `<table><caption>${shown(captionText)}${minor ? NARROW_NOTE : ""}</caption>\n` +
    `<thead>${groupRow(columns)}${minor ? groupRow(columns, { narrow: true }) : ""}<tr>${columns.map((_, i) => headerCell(columns, i)).join("")}</tr></thead>\n` +
    `<tbody>\n${rows.map((row) => bodyRow(row, columns)).join("\n")}\n</tbody></table>`;
  const text = `${captionText}\n\n${plain ?? alignedText(columns, rows)}`;
  return { html, text, [DISPLAY]: () => ({ "text/html": html, "text/plain": text }) };
}

/**
 * Text as HTML. JupyterLab looks for formulas in tables, but not across elements. Long names such as `spectral_rolloff_mean` and
 * `RandomForestClassifier` may wrap over several lines if there is little room.
 */
function shown(text: string): string {
  return escapeHtml(text)
    .replaceAll("$", () => "<span>$</span>")
    .replaceAll(/_(?=\w)|(?<=[a-z]{3})(?=[A-Z][a-z]{3})/g, "$&<wbr>");
}

const RIGHT = "text-align:right";
// A page can override the width, for example on a phone.
const PROSE = "white-space:normal;min-width:var(--prose-width,12rem)";
const NAME = "white-space:normal;min-width:var(--name-width,12rem)";
const WORDS = "white-space:normal;min-width:var(--words-width,6rem)";
/** Space before a group, to keep its columns visibly together. */
const APART = "padding-left:1.25rem";

/** Shown only on pages that hide minor columns. */
const NARROW_NOTE = `<span class="narrow" style="display:none"> Narrow page: some columns are left out; a wider one shows them.</span>`;

function headerCell(columns: readonly TableColumn[], i: number): string {
  const { heading, numeric, minor } = columns[i]!;
  return `<th scope="col"${minor ? MINOR : ""}${styled(i > 0 && numeric && RIGHT, startsGroup(columns, i) && APART)}>${shown(heading)}</th>`;
}

const MINOR = ` class="minor"`;

function styled(...rules: readonly (string | false | undefined)[]): string {
  const style = rules.filter(Boolean).join(";");
  return style === "" ? "" : ` style="${style}"`;
}

function startsGroup(columns: readonly TableColumn[], i: number): boolean {
  const { group } = columns[i]!;
  return group !== undefined && i > 0 && columns[i - 1]!.group !== group;
}

/**
 * The row of group headings, if any column has one.
 * @param options.narrow builds the row for a narrow page, without minor columns
 */
function groupRow(all: readonly TableColumn[], { narrow = false } = {}): string {
  const columns = narrow ? all.filter(({ minor }) => !minor) : all;
  if (columns.every(({ group }) => group === undefined)) return "";
  const twice = all.some(({ minor }) => minor);
  const cells: string[] = [];
  for (let at = 0; at < columns.length;) {
    const { group } = columns[at]!;
    const next = columns.findIndex((column, i) => i > at && column.group !== group);
    const end = next < 0 ? columns.length : next;
    const span = `colspan="${end - at}"`;
    cells.push(
      group === undefined
        ? `<td ${span}></td>`
        : `<th scope="colgroup" ${span} style="text-align:center">${shown(group)}</th>`,
    );
    at = end;
  }
  const open = narrow ? `<tr class="narrow" style="display:none">` : twice ? `<tr class="wide">` : "<tr>";
  return `${open}${cells.join("")}</tr>`;
}

function bodyRow([name, ...cells]: readonly TableCell[], columns: readonly TableColumn[]): string {
  const data = cells.map((cell, i) => {
    const text = shown(textOf(cell));
    const { numeric, prose, words, minor } = columns[i + 1]!;
    const wrapping = prose ? PROSE : words && WORDS;
    return `<td${minor ? MINOR : ""}${styled(wrapping, numeric && RIGHT, startsGroup(columns, i + 1) && APART)}>${typeof cell === "string" ? text : `<strong>${text}</strong>`}</td>`;
  });
  return `<tr><th scope="row"${styled(columns[0]!.prose && NAME)}>${shown(textOf(name!))}</th>${data.join("")}</tr>`;
}

function textOf(cell: TableCell): string {
  return typeof cell === "string" ? cell : cell.text;
}

function alignedText(columns: readonly TableColumn[], rows: readonly (readonly TableCell[])[]): string {
  const head = columns.map(({ heading, group }) => (group === undefined ? heading : `${group}: ${heading}`));
  const lines = [head, ...rows.map((row) => row.map(textOf))];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  return lines
    .map((line) =>
      line
        .map((text, i) => (columns[i]!.numeric ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/**
 * A table with one record per row and the keys as columns. Cells that start with a digit or sign are set as numbers.
 * @example
 * import { recordsTable } from "../src/study/common/index.ts";
 * const scores = [{ model: "KNN", accuracy: "82 %" }, { model: "RF", accuracy: "8 %" }];
 * const { text } = recordsTable(scores, { caption: "Test accuracy.", source: "Data: my songs" });
 * text.split("\n").at(-1); // => "RF          8 %"
 */
export function recordsTable(
  records: readonly Readonly<Record<string, string>>[],
  { caption, source }: { readonly caption: string; readonly source: string },
): Table {
  const names = Object.keys(records[0] ?? {});
  const columns = names.map((heading, i) => ({
    heading,
    numeric: i > 0 && records.every((record) => /^([−+±]?\d|–$)/.test(record[heading]!)),
  }));
  return table({ caption, source, columns, rows: records.map((record) => names.map((name) => record[name]!)) });
}
