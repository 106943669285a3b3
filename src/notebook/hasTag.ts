import type { Cell } from "./nbformat.ts";

/**
 * Whether a cell has a tag, such as `parameters`.
 * @example
 * import { hasTag } from "../src/notebook/index.ts";
 * hasTag({ cell_type: "markdown", id: "title", metadata: { tags: ["summary"] }, source: "# Songs" }, "summary"); // => true
 */
export function hasTag(cell: Cell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}
