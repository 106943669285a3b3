import { inspect } from "node:util";
import type { CellPositions } from "./cellPositions.ts";
import { CompileError, describeProblem } from "./compileError.ts";

/** An error as Jupyter carries it: name, message, and a traceback of lines that may hold ANSI colours. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** The script name of the cell that was executed as number `execution`; its frames are shown as `Cell In[count]`. */
export function scriptName(execution: number): string {
  return `notebook-cell-${execution}`;
}

/** The number of the execution whose frame stands highest in the error's stack, if there is any. */
export function cellOfStack(error: unknown): number | undefined {
  const match = typeof error === "object" && error !== null ? SCRIPT.exec(String((error as Error).stack)) : null;
  return match ? Number(match[1]) : undefined;
}

const SCRIPT = /\bnotebook-cell-(\d+)\b/;
const FRAME = /^\s+at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/;
/** How many lines around the failing one are shown. */
const CONTEXT_LINES = 2;

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const dim = (text: string): string => `\u001b[90m${text}\u001b[39m`;

/**
 * What a cell threw, for the reader: positions are those of the cell's own lines, frames of the machinery below the cell
 * are left out, and the line that failed is shown in its surroundings. Anything can be thrown, also what is no Error.
 * @param label what stands in `In [ ]` before the cell that failed
 */
export function toCellError(thrown: unknown, label: string, positions: CellPositions): CellError {
  if (thrown instanceof CompileError) return fromCompileError(thrown, label);
  if (!isErrorLike(thrown)) {
    const evalue = typeof thrown === "string" ? thrown : inspect(thrown);
    return { ename: "Uncaught", evalue, traceback: [`${red("Uncaught")}: ${evalue}`] };
  }
  const { name: ename, message: evalue } = thrown;
  const { frames, first } = readStack(thrown, positions);
  const traceback = [`${red(ename)}: ${evalue}`, ...frames.map((frame) => dim(frame))];
  if (first) traceback.push("", ...excerpt(first.source, first.line, first.column));
  const { cause } = thrown;
  if (cause !== undefined) {
    const because = toCellError(cause, label, positions).traceback;
    traceback.push("", "caused by:", ...because);
  }
  return { ename, evalue, traceback };
}

function isErrorLike(value: unknown): value is Error {
  return (
    value instanceof Error ||
    // An error of another realm, or of a library that builds its own.
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

/** The frames down to the last one of a cell, and where in a cell the topmost one of these stands. */
function readStack(error: Error, positions: CellPositions): { frames: readonly string[]; first?: Frame["cell"] } {
  const read = (error.stack ?? "").split("\n").flatMap((line) => readFrame(line, positions));
  const lastOfCells = read.findLastIndex((frame) => frame.cell !== undefined);
  // Below the last cell's frame there is only what runs cells. Without one the whole stack may help.
  const frames = lastOfCells < 0 ? read : read.slice(0, lastOfCells + 1);
  const first = frames.find((frame) => frame.cell !== undefined)?.cell;
  return { frames: frames.map((frame) => frame.text), ...(first ? { first } : {}) };
}

interface Frame {
  readonly text: string;
  /** Where in a cell the frame stands. */
  readonly cell?: { readonly source: string; readonly line: number; readonly column: number };
}

/** The frame that a line of a stack shows: none for a line of the message, and for the call around a cell. */
function readFrame(line: string, positions: CellPositions): Frame[] {
  const match = FRAME.exec(line);
  if (!match) return [];
  const [, name, file, lineNumber, column] = match;
  const script = SCRIPT.exec(file!);
  const source = script ? positions.source(script[0]) : undefined;
  if (!script || source === undefined) return [{ text: line }];
  if (!positions.holds(script[0], Number(lineNumber))) return [];
  const at = positions.locate(script[0], Number(lineNumber), Number(column));
  const place = `Cell In[${positions.label(script[0])}]${at ? `:${at.line}:${at.column}` : ""}`;
  const text = name && !name.startsWith("eval") ? `    at ${name} (${place})` : `    at ${place}`;
  return [{ text, ...(at ? { cell: { source, ...at } } : {}) }];
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
