import type { Cell, MimeBundle, Notebook, Output } from "./nbformat.ts";
import { stringifyJson } from "./stringifyJson.ts";
import { writeFileAtomic } from "../ground/index.ts";

/** Writes a notebook in nbformat's own layout, atomically. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  writeFileAtomic(path, formatNotebook(notebook));
}

/**
 * The text of a notebook file in the layout of Python's `nbformat.write`: one space of indentation, sorted keys, texts split into lists
 * of lines, a newline at the end. Numbers are written as JavaScript does, as when JupyterLab saves: 1, not 1.0; whole numbers beyond 2^53
 * are rounded; names that are whole numbers come first. Does not change `notebook`.
 */
export function formatNotebook(notebook: Notebook): string {
  return `${stringifyJson({ ...notebook, cells: notebook.cells.map(splitCell) })}\n`;
}

function splitCell(cell: Cell): object {
  const source = splitLines(cell.source);
  if (cell.cell_type === "code") return { ...cell, source, outputs: cell.outputs.map(splitOutput) };
  if (cell.attachments === undefined) return { ...cell, source };
  const attachments = Object.entries(cell.attachments).map(([name, bundle]) => [name, splitBundle(bundle)]);
  return { ...cell, source, attachments: Object.fromEntries(attachments) as object };
}

function splitOutput(output: Output): object {
  if (output.output_type === "stream") return { ...output, text: splitLines(output.text) };
  if (output.output_type === "error") return output;
  return { ...output, data: splitBundle(output.data) };
}

function splitBundle(bundle: MimeBundle): object {
  const entries = Object.entries(bundle).map(([type, value]) => [
    type,
    typeof value === "string" && isSplit(type) ? splitLines(value) : value,
  ]);
  return Object.fromEntries(entries) as object;
}

/** The MIME types whose text nbformat splits into lines. */
function isSplit(type: string): boolean {
  return type.startsWith("text/") || type === "application/javascript" || type === "image/svg+xml";
}

/** The line ends of Python's `str.splitlines`, which nbformat uses to split. */
const LINE =
  /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g;

/** Splits text into lines that keep their line ends, like Python's `text.splitlines(True)`; "" has no lines. */
export function splitLines(text: string): string[] {
  return text.match(LINE) ?? [];
}
