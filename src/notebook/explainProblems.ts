import type { Diagnostic } from "tslab/dist/converter";

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
