import type { Cell } from "../nbformat.ts";

/** Whether a part of a page is visible, folded (a reader can open it), or left out. */
export type Visibility = "shown" | "folded" | "removed";

export interface CellVisibility {
  readonly cell: Visibility;
  readonly input: Visibility;
  readonly output: Visibility;
}

/**
 * What a cell's tags ask for: Jupyter Book's `hide-cell`, `hide-input`, `hide-output`, `remove-cell`, `remove-input`, `remove-output`
 * (or with underscores, as in nbconvert's examples), and JupyterLab's `source_hidden`/`outputs_hidden`.
 */
export function cellVisibility(cell: Cell): CellVisibility {
  const { tags = [], jupyter = {} } = cell.metadata;
  const names = new Set(tags.map((tag) => tag.replace("_", "-")));
  const visibility = (part: string, hidden = false): Visibility =>
    names.has(`remove-${part}`) ? "removed" : names.has(`hide-${part}`) || hidden ? "folded" : "shown";
  return {
    cell: visibility("cell"),
    input: visibility("input", jupyter.source_hidden),
    output: visibility("output", jupyter.outputs_hidden),
  };
}
