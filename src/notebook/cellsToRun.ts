import type { Cell, CodeCell, Notebook } from "./nbformat.ts";

/** The tag of a cell that must not be run. */
export const SKIP_TAG = "skip-execution";

/**
 * The code cells of a notebook that are executed, in order: the one at index 2 is `In [3]`. Empty cells and those tagged
 * `skip-execution` are left out.
 */
export function cellsToRun({ cells }: Notebook): CodeCell[] {
  return cells
    .filter((cell): cell is CodeCell => cell.cell_type === "code")
    .filter((cell) => cell.source.trim() !== "" && !hasTag(cell, SKIP_TAG));
}

/**
 * Whether a cell has a tag, such as `parameters`.
 * @example
 * import { hasTag } from "../src/notebook/index.ts";
 * hasTag({ cell_type: "markdown", id: "title", metadata: { tags: ["summary"] }, source: "# Songs" }, "summary"); // => true
 */
export function hasTag(cell: Cell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}
