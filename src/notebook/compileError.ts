import type { Diagnostic } from "tslab/dist/converter";

/** A problem TypeScript reports in a cell, or in a file that it imports. */
export interface CompileProblem {
  /** The imported file, relative to the root; absent for the cell itself. */
  readonly file?: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** TypeScript's code for the problem, such as 2322. */
  readonly code: number;
  /** One or more lines. */
  readonly message: string;
}

/** A cell that TypeScript rejects; none of it has run. */
export class CompileError extends Error {
  override readonly name = "TypeScriptError";
  readonly problems: readonly CompileProblem[];

  /** The cell's text; empty for a problem outside any cell. */
  readonly cellSource: string;

  constructor(diagnostics: readonly Diagnostic[], cellSource = "") {
    const problems = gatherProblems(diagnostics);
    super(problems.map(describeProblem).join("\n"));
    this.problems = problems;
    this.cellSource = cellSource;
  }
}

/** `2:7 - TS2322: Type 'string' is not assignable to type 'number'.`, preceded by the file unless it is the cell. */
export function describeProblem({ file, line, column, code, message }: CompileProblem): string {
  const number = code ? `TS${code}: ` : "";
  return `${file ? `${file}:` : ""}${line}:${column} - ${number}${message}`;
}

/** tslab reports the lines of one message as separate problems at the same place. */
function gatherProblems(diagnostics: readonly Diagnostic[]): CompileProblem[] {
  const problems: CompileProblem[] = [];
  let previous: Diagnostic | undefined;
  for (const diagnostic of diagnostics) {
    const { start, end, code, messageText, fileName } = diagnostic;
    const last = problems.at(-1);
    if (last && previous && previous.start.offset === start.offset && previous.end.offset === end.offset) {
      problems[problems.length - 1] = { ...last, message: `${last.message}\n  ${messageText}` };
    } else {
      const place = { line: start.line + 1, column: start.character + 1 };
      problems.push({ ...(fileName ? { file: fileName } : {}), ...place, code, message: messageText });
    }
    previous = diagnostic;
  }
  return problems;
}

/** The equivalents here of IPython's magics. */
const INSTEAD: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["bash", "sh", "script", "system", "sx", "cmd"].map((name) => [
      name,
      'execSync("…", { stdio: "inherit" }) of node:child_process runs a command',
    ]),
  ),
  html: "html`…` of src/notebook/author.ts shows HTML",
  svg: "html`…` of src/notebook/author.ts shows SVG",
  markdown: "md`…` of src/notebook/author.ts shows Markdown",
  latex: "md`$$…$$` of src/notebook/author.ts shows formulas",
  javascript: "a cell is TypeScript, which JavaScript is too",
  js: "a cell is TypeScript, which JavaScript is too",
  time: "console.time() and console.timeEnd() tell how long something takes",
  timeit: "console.time() and console.timeEnd() tell how long something takes",
  writefile: "writeFileSync of node:fs writes a file",
  matplotlib: "plot(…) of src/notebook/author.ts draws a chart",
  pip: "npm install, in a terminal, adds a package",
  conda: "npm install, in a terminal, adds a package",
  cd: "process.chdir(…) changes the folder",
  env: "process.env holds the environment",
  load: "import loads a file",
  run: "import runs a file",
};

const CELL_MAGIC = /^\s*%%(\w+)/;
const LINE_MAGIC = /^\s*%(\w+)/;
/** A shell command rather than a negation: nothing on the line is part of an expression. */
const SHELL = /^\s*!\s*([\w./~-]+(?:\s[^;]*)?)$/;

/**
 * TypeScript's problems with a cell, in the cell's own lines: what is missing at the cell's end is reported there rather than in a line
 * that tslab has appended, and IPython commands that aren't TypeScript are named as such, once.
 */
export function explainProblems(source: string, problems: readonly Diagnostic[]): Diagnostic[] {
  const lines = source.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const [, cellMagic] = CELL_MAGIC.exec(lines[first] ?? "") ?? [];
  if (cellMagic !== undefined && problems.length > 0) {
    return [{ ...problems[0]!, ...placeOf(first, 0), code: 0, messageText: magicMessage(`%%${cellMagic}`, cellMagic) }];
  }
  const explained = new Map<number, Diagnostic>();
  const others: Diagnostic[] = [];
  for (const problem of problems) {
    const { fileName, start } = problem;
    const orders = fileName === undefined ? orderOf(lines[start.line] ?? "") : undefined;
    if (orders !== undefined) {
      explained.set(start.line, { ...problem, ...placeOf(start.line, 0), code: 0, messageText: orders });
    } else if (fileName === undefined && start.line >= lines.length) {
      others.push({ ...problem, ...placeOf(lines.length - 1, lines.at(-1)!.length) });
    } else {
      others.push(problem);
    }
  }
  // Errors caused by such a line aren't worth reporting.
  return explained.size > 0 ? [...explained.values()] : others;
}

function orderOf(line: string): string | undefined {
  const [, magic] = LINE_MAGIC.exec(line) ?? [];
  if (magic !== undefined) return magicMessage(`%${magic}`, magic);
  const [, command] = SHELL.exec(line) ?? [];
  if (command === undefined) return undefined;
  return `A line that begins with ! is a command to IPython alone: here ${INSTEAD.sh!}.`;
}

function magicMessage(name: string, magic: string): string {
  const instead = INSTEAD[magic] ?? "what it does is written in TypeScript";
  return `${name} is a magic of IPython, which this kernel has not: ${instead}.`;
}

function placeOf(line: number, character: number): Pick<Diagnostic, "start" | "end"> {
  const at = { offset: 0, line, character };
  return { start: at, end: at };
}
