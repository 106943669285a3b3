import { escapeHtml } from "../ground/index.ts";
import type { MimeBundle } from "./nbformat.ts";

/** What a danfojs DataFrame and Series have in common, as far as needed to show them. */
interface Frame {
  readonly columns: readonly string[];
  readonly index: readonly (string | number)[];
  readonly values: readonly unknown[];
  readonly shape: readonly number[];
  readonly $isSeries: boolean;
}

/** pandas' defaults: a longer table is cut in the middle. */
const MAX_ROWS = 60;
const MIN_ROWS = 10;
const MAX_COLUMNS = 20;

/** Whether a value is a danfojs DataFrame or Series (recognised by its shape, so danfojs itself need not be loaded). */
export function isDataFrame(value: unknown): value is Frame {
  if (typeof value !== "object" || value === null || !("$isSeries" in value)) return false;
  const frame = value as Partial<Frame>;
  return Array.isArray(frame.columns) && Array.isArray(frame.index) && Array.isArray(frame.shape);
}

/** Renders a frame as an HTML table in pandas' style, and as aligned text. */
export function renderDataFrame(frame: Frame): MimeBundle {
  const table = excerpt(frame);
  return { "text/html": toHtml(table), "text/plain": toAlignedText(table) };
}

interface Excerpt {
  readonly header: readonly string[];
  /** The index first, then the cells. */
  readonly rows: readonly (readonly string[])[];
  readonly numeric: readonly boolean[];
  readonly summary: string;
}

function excerpt(frame: Frame): Excerpt {
  const height = frame.shape[0] ?? 0;
  const width = frame.$isSeries ? 1 : (frame.shape[1] ?? 0);
  const rows = chosen(height, MAX_ROWS, MIN_ROWS);
  const columns = chosen(width, MAX_COLUMNS, MAX_COLUMNS);
  const at = (row: number, column: number): unknown =>
    frame.$isSeries ? frame.values[row] : (frame.values[row] as readonly unknown[])[column];
  const formats = columns.map((column) =>
    column === GAP ? String : formatter(rows.map((row) => (row === GAP ? undefined : at(row, column)))),
  );
  const cells = rows.map((row) => [
    row === GAP ? "…" : String(frame.index[row]),
    ...columns.map((column, i) => (row === GAP || column === GAP ? "…" : formats[i]!(at(row, column)))),
  ]);
  const numeric = columns.map(
    (column) => column !== GAP && rows.every((row) => row === GAP || isNumber(at(row, column))),
  );
  return {
    header: ["", ...columns.map((column) => (column === GAP ? "…" : headingOf(frame, column)))],
    rows: cells,
    numeric: [false, ...numeric],
    summary: frame.$isSeries ? counted(height, "row") : `${counted(height, "row")} × ${counted(width, "column")}`,
  };
}

const GAP = -1;

/** danfojs calls a series that has no name "0". */
function headingOf({ columns, $isSeries }: Frame, column: number): string {
  const heading = String(columns[column]);
  return $isSeries && heading === "0" ? "" : heading;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The first and last of `count` indices, with a gap in between if there are more than `most`. */
function chosen(count: number, most: number, shown: number): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  const half = shown >> 1;
  return count <= most ? all : [...all.slice(0, half), GAP, ...all.slice(count - half)];
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || value === null || value === undefined;
}

/** How a column's numbers are formatted: with the decimals its values need for six significant digits. */
function formatter(values: readonly unknown[]): (value: unknown) => string {
  const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  const sizes = numbers.filter((value) => value !== 0).map(Math.abs);
  const scientific = Math.max(...sizes) >= 1e9 || Math.min(...sizes) < 1e-4;
  const decimals = Math.max(0, ...numbers.map(decimalsOf));
  return (value) => {
    if (value === null || value === undefined) return "NaN";
    if (typeof value !== "number" || !Number.isFinite(value)) return String(value);
    return scientific && decimals > 0 ? value.toExponential(4) : value.toFixed(decimals);
  };
}

/** The decimals that six significant digits of a number need, without trailing zeros. */
function decimalsOf(value: number): number {
  const [digits, exponent] = value.toExponential(5).split("e") as [string, string];
  const fraction = digits.replace(/^-?\d\.?/, "").replace(/0+$/, "").length;
  return Math.min(6, Math.max(0, fraction - Number(exponent)));
}

function toHtml({ header, rows, numeric, summary }: Excerpt): string {
  const cell = (tag: string, text: string, column: number): string =>
    `<${tag}${numeric[column] ? ' class="number"' : ""}>${escapeHtml(text)}</${tag}>`;
  const head = header.map((text, column) => cell("th", text, column)).join("");
  const body = rows.map(
    ([index, ...cells]) =>
      `<tr><th>${escapeHtml(index!)}</th>${cells.map((text, i) => cell("td", text, i + 1)).join("")}</tr>`,
  );
  return (
    `<table class="dataframe"><thead><tr>${head}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody></table>\n` +
    `<p class="dataframe-shape">${summary}</p>`
  );
}

function toAlignedText({ header, rows, numeric, summary }: Excerpt): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const text = lines.map((line) =>
    line
      .map((item, column) => (numeric[column] ? item.padStart(widths[column]!) : item.padEnd(widths[column]!)))
      .join("  "),
  );
  return `${text.map((line) => line.trimEnd()).join("\n")}\n\n${summary}`;
}
