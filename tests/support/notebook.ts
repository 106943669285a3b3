import type { CodeCell, Notebook } from "../../src/notebook/nbformat.ts";

/** A code cell for tests; the id is what tests look for. */
export function codeCell(id: string, source: string, ...tags: string[]): CodeCell {
  const metadata = tags.length > 0 ? { tags } : {};
  return { cell_type: "code", id, metadata, source, execution_count: null, outputs: [] };
}

/** A notebook of these cells. */
export function notebookOf(...cells: Notebook["cells"]): Notebook {
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  return { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
}

/** The printed text of a cell. */
export function printedBy(notebook: Notebook, id: string): string {
  const cell = notebook.cells.find((one) => one.id === id) as CodeCell;
  return cell.outputs.map((output) => (output.output_type === "stream" ? output.text : "")).join("");
}
