import { randomBytes } from "node:crypto";
import { type DeclaredParameter, declaredParameters } from "./declaredParameters.ts";
import { hasTag } from "./cellsToRun.ts";
import { type CodeCell, type JsonValue, type Notebook, NotebookError } from "./nbformat.ts";

const PARAMETERS_TAG = "parameters";
/** The tag of the cell that contains the given values. */
export const INJECTED_TAG = "injected-parameters";

/**
 * A value as written on a command line; its meaning depends on the parameter: `5` for a string is text.
 * @example
 * import { ParameterText } from "../src/notebook/index.ts";
 * new ParameterText("5").text; // => "5"
 */
export class ParameterText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type ParameterValue = JsonValue | ParameterText;

/**
 * Parses a value given on a command line: a JSON value if it is one, otherwise the text itself.
 * @example
 * import { parseParameterValue } from "../src/notebook/index.ts";
 * parseParameterValue("5"); // => 5
 * parseParameterValue("Rock"); // => "Rock"
 */
export function parseParameterValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** The names that a notebook's cell tagged `parameters` declares at its top level. */
export function parameterNames(notebook: Notebook): string[] {
  return [...declarations(notebook).keys()];
}

/**
 * A copy of the notebook with a cell tagged `injected-parameters` after the one tagged `parameters`, as papermill does it; an existing
 * one is replaced. A parameter declared with `let` is assigned, so that it keeps its type; one declared with `const` is redeclared.
 * Names that the notebook doesn't declare are left out.
 */
export function injectParameters(notebook: Notebook, values: Readonly<Record<string, ParameterValue>>): Notebook {
  const declared = declarations(notebook);
  const lines = Object.entries(values)
    .filter(([name]) => declared.has(name))
    .map(([name, value]) => {
      const parameter = declared.get(name)!;
      return `${parameter.keyword === "const" ? "const " : ""}${name} = ${literal(parameter, value)};`;
    });
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

/**
 * The code in the injected cell for a parameter's value.
 * @throws NotebookError if it would not be that value
 */
function literal({ name, kind }: DeclaredParameter, value: ParameterValue): string {
  const json = value instanceof ParameterText ? parseParameterValue(value.text) : value;
  if (value instanceof ParameterText) {
    const { text } = value;
    if (kind === "string") return JSON.stringify(typeof json === "string" ? json : text);
    if (kind === "bigint" && /^-?\d+n?$/.test(text)) return `${text.replace(/n$/, "")}n`;
  }
  if (Number.isInteger(json) && !Number.isSafeInteger(json)) {
    const way = `declare it as a bigint (let ${name} = 0n), or as a string`;
    throw new NotebookError(`the parameter ${name} is too large to be exact as a number: ${way}`);
  }
  return JSON.stringify(json);
}

function declarations(notebook: Notebook): Map<string, DeclaredParameter> {
  const cell = notebook.cells.find((one) => one.cell_type === "code" && hasTag(one, PARAMETERS_TAG));
  return new Map(declaredParameters(cell?.source ?? "").map((parameter) => [parameter.name, parameter]));
}

/** Stable if possible, so that two runs write the same notebook. */
function freshId(notebook: Notebook): string {
  const taken = new Set(notebook.cells.map((cell) => cell.id));
  return taken.has(INJECTED_TAG) ? randomBytes(4).toString("hex") : INJECTED_TAG;
}
