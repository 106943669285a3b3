import { inspect } from "node:util";
import type { CellPositions } from "./cellPositions.ts";
import { readFrames, stackOf } from "./cellStack.ts";
import { CompileError, describeProblem } from "./compileError.ts";

/** An error in Jupyter's form: name, message, and a traceback of lines that may contain ANSI colours. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** How many lines to show around the failing one. */
const CONTEXT_LINES = 2;

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const dim = (text: string): string => `\u001b[90m${text}\u001b[39m`;

/**
 * Formats what a cell threw for the reader: positions are in the cell's own lines, stack frames of the code that runs cells are left
 * out, and the failing line is shown with its context. Anything can be thrown, not only an Error.
 * @param label the number in `In [ ]` of the cell that failed
 * @param root the project's
 * @param effects what it has caused, innermost last, each of them once
 */
export function toCellError(
  thrown: unknown,
  label: string,
  positions: CellPositions,
  root: string,
  effects: readonly unknown[] = [],
): CellError {
  if (thrown instanceof CompileError) return fromCompileError(thrown, label);
  if (!isErrorLike(thrown)) {
    const evalue = typeof thrown === "string" ? thrown : inspect(thrown);
    return { ename: "Uncaught", evalue, traceback: [`${red("Uncaught")}: ${evalue}`] };
  }
  const { name: ename, message: evalue } = thrown;
  const frames = readFrames(stackOf(thrown).split("\n"), positions, root);
  const first = frames.find(({ cell }) => cell !== undefined)?.cell;
  const traceback = [`${red(ename)}: ${evalue}`, ...frames.map(({ text }) => dim(text))];
  if (first) traceback.push("", ...excerpt(first.source, first.line, first.column));
  const { cause } = thrown;
  if (cause !== undefined && cause !== thrown && !effects.includes(cause)) {
    const because = toCellError(cause, label, positions, root, [...effects, thrown]).traceback;
    traceback.push("", "caused by:", ...because);
  }
  return { ename, evalue, traceback };
}

function isErrorLike(value: unknown): value is Error {
  return (
    value instanceof Error ||
    // An error from another realm, or from a library that defines its own.
    (typeof value === "object" && value !== null && "message" in value && "name" in value && "stack" in value)
  );
}

function fromCompileError(error: CompileError, label: string): CellError {
  const traceback = error.problems.flatMap((problem) => {
    const place = problem.file ? "" : `Cell In[${label}]:`;
    const text = `${place}${describeProblem(problem)}`;
    const shown = problem.file ? [] : excerpt(error.cellSource, problem.line, problem.column);
    return [`${red(error.name)}: ${text}`, ...shown, ""];
  });
  return { ename: error.name, evalue: error.message, traceback: traceback.slice(0, -1) };
}

function excerpt(source: string, line: number, column: number): string[] {
  const lines = source.split("\n");
  const from = Math.max(1, line - CONTEXT_LINES);
  const to = Math.min(lines.length, line + CONTEXT_LINES);
  const width = String(to).length;
  const shown: string[] = [];
  for (let n = from; n <= to; n++) {
    const gutter = `${n === line ? ">" : " "} ${String(n).padStart(width)} | `;
    shown.push(`${dim(gutter)}${lines[n - 1]!}`);
    if (n === line) shown.push(`${dim(`  ${" ".repeat(width)} | `)}${" ".repeat(column - 1)}${red("^")}`);
  }
  return shown;
}
