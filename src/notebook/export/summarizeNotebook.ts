import type { Notebook } from "../nbformat.ts";
import { cellVisibility } from "./renderCell.ts";
import { createMarkdownIt, plainText } from "./markdown/createMarkdownIt.ts";
import { PLOTLY, richestType } from "./outputs/renderOutput.ts";

/** What an index says about a notebook. */
export interface NotebookSummary {
  /** Its first heading; absent if it has none. */
  readonly title?: string;
  /** The first sentence of its first paragraph; absent if it has none. */
  readonly description?: string;
  /** The number of outputs of these kinds that its page shows. */
  readonly charts: number;
  readonly tables: number;
}

/** Reads a notebook's title and description from its Markdown, and counts its charts and tables. */
export function summarizeNotebook(notebook: Notebook): NotebookSummary {
  const { title, paragraph } = firstWords(notebook);
  const description = paragraph && firstSentence(paragraph);
  return { ...(title && { title }), ...(description && { description }), ...countOutputs(notebook) };
}

function firstWords(notebook: Notebook): { title?: string; paragraph?: string } {
  const md = createMarkdownIt();
  let title: string | undefined;
  let paragraph: string | undefined;
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "markdown" || cellVisibility(cell).cell !== "shown") continue;
    const tokens = md.parse(cell.source, {});
    tokens.forEach(({ type, level }, index) => {
      if (level > 0 || (type !== "heading_open" && type !== "paragraph_open")) return;
      const text = plainText(tokens[index + 1]!.children ?? []).trim();
      if (text === "") return;
      if (type === "heading_open") title ??= text;
      else paragraph ??= text;
    });
    if (paragraph !== undefined) break;
  }
  return { ...(title !== undefined && { title }), ...(paragraph !== undefined && { paragraph }) };
}

function firstSentence(text: string): string {
  const [first] = new Intl.Segmenter("en", { granularity: "sentence" }).segment(text);
  return first?.segment.trim() ?? "";
}

function countOutputs(notebook: Notebook): { charts: number; tables: number } {
  let charts = 0;
  let tables = 0;
  for (const cell of notebook.cells) {
    const { cell: whole, output: outputs } = cellVisibility(cell);
    if (cell.cell_type !== "code" || whole === "removed" || outputs === "removed") continue;
    for (const output of cell.outputs) {
      if (output.output_type !== "display_data" && output.output_type !== "execute_result") continue;
      const type = richestType(output.data);
      if (type === PLOTLY) charts++;
      else if (type === "text/html" && /<table\b/i.test(String(output.data[type]))) tables++;
    }
  }
  return { charts, tables };
}
