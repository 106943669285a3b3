import type { Cell } from "./nbformat.ts";

/** Whether a cell carries a tag, such as `parameters`. */
export function hasTag(cell: Cell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}
