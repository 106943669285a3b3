import { randomBytes } from "node:crypto";
import { hasTag } from "./hasTag.ts";
import type { CodeCell, JsonValue, Notebook } from "./nbformat.ts";

const PARAMETERS_TAG = "parameters";
/** The tag of the cell that holds given values. */
export const INJECTED_TAG = "injected-parameters";
const DECLARATION = /^\s*(?:export\s+)?(let|var|const)\s+([A-Za-z_$][\w$]*)/gm;

/** Reads a value given on a command line: a JSON value where it is one, else the text itself. */
export function parseParameterValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** The names that a notebook's cell tagged `parameters` declares, each at the beginning of a line. */
export function parameterNames(notebook: Notebook): string[] {
  return [...declarations(notebook).keys()];
}

/**
 * A copy of the notebook with a cell tagged `injected-parameters` after the one tagged `parameters`, as papermill makes
 * it; one that stands there already is replaced. A parameter declared with `let` is assigned, so that its type holds; one
 * declared with `const` is declared anew. Names that the notebook doesn't declare are left out.
 */
export function injectParameters(notebook: Notebook, values: Readonly<Record<string, JsonValue>>): Notebook {
  const declared = declarations(notebook);
  const lines = Object.entries(values)
    .filter(([name]) => declared.has(name))
    .map(([name, value]) => `${declared.get(name) === "const" ? "const " : ""}${name} = ${JSON.stringify(value)};`);
  const cells = notebook.cells.filter((cell) => !hasTag(cell, INJECTED_TAG));
  if (lines.length === 0) return { ...notebook, cells };
  const at = cells.findIndex((cell) => hasTag(cell, PARAMETERS_TAG));
  const injected: CodeCell = {
    cell_type: "code",
    id: freshId(notebook),
    metadata: { tags: [INJECTED_TAG] },
    source: ["// Parameters", ...lines].join("\n"),
    execution_count: null,
    outputs: [],
  };
  return { ...notebook, cells: cells.toSpliced(at + 1, 0, injected) };
}

function declarations(notebook: Notebook): Map<string, string> {
  const cell = notebook.cells.find((one) => one.cell_type === "code" && hasTag(one, PARAMETERS_TAG));
  const matches = cell ? [...cell.source.matchAll(DECLARATION)] : [];
  return new Map(matches.map(([, keyword, name]) => [name!, keyword!]));
}

/** Stable where it can be, so that two runs write the same notebook. */
function freshId(notebook: Notebook): string {
  const taken = new Set(notebook.cells.map((cell) => cell.id));
  return taken.has(INJECTED_TAG) ? randomBytes(4).toString("hex") : INJECTED_TAG;
}
