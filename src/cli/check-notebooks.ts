/**
 * The notebook check of `npm run lint`: the notebooks of a folder (by default the project's) are valid, contain no outputs, and have
 * sound types by the rules of the session that runs them.
 */
import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import {
  type Cell,
  type CellProblem,
  hasTag,
  type Notebook,
  NotebookChecker,
  readNotebook,
} from "../notebook/index.ts";
import { runCommand } from "./runCommand.ts";
import { UserError } from "../ground/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = resolve(process.argv[2] ?? join(ROOT, "notebooks"));

await runCommand(async () => {
  const paths = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".ipynb"))
    .sort()
    .map((name) => join(FOLDER, name));
  process.chdir(ROOT);
  const checker = new NotebookChecker(ROOT, FOLDER);
  const problems = new Set<string>();
  for (const path of paths) {
    const notebook = await readNotebook(path);
    const told = [...formProblems(notebook), ...checker.check(notebook).map(describe)];
    for (const problem of told) problems.add(`${relative(ROOT, path)}: ${problem}`);
  }
  checker.close();
  if (problems.size > 0) throw new UserError([...problems].join("\n"));
  console.log(`${paths.length} notebooks: types sound, none with outputs`);
});

function formProblems(notebook: Notebook): string[] {
  const problems = notebook.cells.flatMap(traces);
  const hasParameters = notebook.cells.some((cell) => hasTag(cell, "parameters"));
  return hasParameters ? problems : [...problems, `no cell is tagged "parameters"`];
}

/** What a run leaves behind in a notebook. */
function traces(cell: Cell): string[] {
  if (cell.cell_type !== "code") return [];
  const mend = `clear the outputs before committing`;
  const problems: string[] = [];
  if (cell.outputs.length > 0) problems.push(`cell ${cell.id} has outputs; ${mend}`);
  if (cell.execution_count !== null) problems.push(`cell ${cell.id} has an execution count; ${mend}`);
  if (cell.metadata.execution) problems.push(`cell ${cell.id} has execution times; ${mend}`);
  return problems;
}

/** `cell accuracy, In [3], 2:7 - TS2322: ...`, on one line. */
function describe({ cellId, executionCount, file, line, column, code, message }: CellProblem): string {
  const place = file ? `imports ${file}:${line}:${column}` : `${line}:${column}`;
  return `cell ${cellId}, In [${executionCount}], ${place} - TS${code}: ${message.replaceAll(/\s*\n\s*/g, " ")}`;
}
