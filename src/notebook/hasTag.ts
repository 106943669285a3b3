import type { Cell } from "./nbformat.ts";

/** Whether a cell has a tag, such as `parameters`. */
export function hasTag(cell: Cell, tag: string): boolean {
  return cell.metadata.tags?.includes(tag) ?? false;
}
