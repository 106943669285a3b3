/** `npm run lint` asks this: the committed notebooks are valid, hold no outputs, and import what stands where they say. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Cell, Notebook } from "../notebook/nbformat.ts";
import { readNotebook } from "../notebook/readNotebook.ts";
import { runCommand } from "./runCommand.ts";
import { UserError } from "./userError.ts";

const FOLDER = resolve(import.meta.dirname, "../../notebooks");
const RELATIVE_IMPORT = /\bfrom\s+["'](\.{1,2}\/[^"']+)["']/g;

await runCommand(async () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));
  const problems: string[] = [];
  for (const name of names.sort()) {
    const path = join(FOLDER, name);
    const notebook = await readNotebook(path);
    problems.push(...problemsOf(notebook, path).map((problem) => `notebooks/${name}: ${problem}`));
  }
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  console.log(`${names.length} notebooks, none with outputs`);
});

function problemsOf(notebook: Notebook, path: string): string[] {
  const problems = notebook.cells.flatMap((cell) => [...traces(cell), ...missingImports(cell, path)]);
  const hasParameters = notebook.cells.some((cell) => cell.metadata.tags?.includes("parameters"));
  return hasParameters ? problems : [...problems, `no cell is tagged "parameters"`];
}

/** What a run leaves in a notebook. */
function traces(cell: Cell): string[] {
  if (cell.cell_type !== "code") return [];
  const mend = `clear the outputs before committing`;
  const problems: string[] = [];
  if (cell.outputs.length > 0) problems.push(`cell ${cell.id} has outputs; ${mend}`);
  if (cell.execution_count !== null) problems.push(`cell ${cell.id} has an execution count; ${mend}`);
  if (cell.metadata.execution) problems.push(`cell ${cell.id} has execution times; ${mend}`);
  return problems;
}

function missingImports(cell: Cell, path: string): string[] {
  if (cell.cell_type !== "code") return [];
  const imports = [...cell.source.matchAll(RELATIVE_IMPORT)].map(([, target]) => target!);
  return imports
    .filter((target) => !existsSync(resolve(dirname(path), target)))
    .map((target) => `cell ${cell.id} imports ${target}, which is not there`);
}
