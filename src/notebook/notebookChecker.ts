import type { Converter, Diagnostic } from "tslab/dist/converter";
import { CellPositions } from "./cellPositions.ts";
import { cellsToRun } from "./cellsToRun.ts";
import { CompileError, type CompileProblem } from "./compileError.ts";
import { hasTag } from "./hasTag.ts";
import { loadTslab, type TslabInternals } from "./loadTslab.ts";
import type { Notebook } from "./nbformat.ts";

/** What TypeScript has to say about a cell, or about a file that it imports. */
export interface CellProblem extends CompileProblem {
  readonly cellId: string;
  /** The number that the cell has when the notebook is run from top to bottom, as in `In [3]`. */
  readonly executionCount: number;
}

/**
 * Checks the types of notebooks without running them, by what checks them when they run: each cell is converted as in a session and sees
 * the declarations of the cells before it. A cell that would be refused leaves its declarations as well, so that one mistake is told once.
 *
 * One checker a process, for the notebooks of one folder: as for `TslabEngine`, tslab keeps its state in globals.
 */
export class NotebookChecker {
  readonly #tslab: TslabInternals;
  #converter: Converter;
  #tolerant = false;

  /**
   * @param root the project's root, which must be the working directory of the process
   * @param directory the notebooks' folder: what relative imports in cells start from
   */
  constructor(root: string, directory: string) {
    const options = { root, directory, watch: false, tolerant: () => this.#tolerant };
    this.#tslab = loadTslab(options, new CellPositions());
    this.#converter = this.#tslab.converter.createConverter();
  }

  /** The problems of all cells that a run would execute; what is tagged `raises-exception` may have some. */
  check(notebook: Notebook): CellProblem[] {
    let declarations = "";
    let hasModules = false;
    const problems = cellsToRun(notebook).flatMap((cell, index): CellProblem[] => {
      const { source } = cell;
      const metadata = this.#tslab.metadata.getCodeMetadata(source);
      let diagnostics: readonly Diagnostic[] = [];
      if (metadata.module) {
        hasModules = true;
        diagnostics = this.#converter.addModule(metadata.module, source, metadata);
      } else if (metadata.mode !== "browser") {
        ({ diagnostics, declarations } = this.#convert(declarations, source));
      }
      if (hasTag(cell, "raises-exception") || notebook.metadata.type_errors === "warnings") return [];
      const place = { cellId: cell.id, executionCount: index + 1 };
      return new CompileError(diagnostics).problems.map((problem) => ({ ...problem, ...place }));
    });
    // Modules in memory are the notebook's own; nothing else stays from one notebook to the next.
    if (hasModules) this.#renew();
    return problems;
  }

  /** Gives what was learnt about the compiler to the next process, which starts faster for it. */
  close(): void {
    this.#converter.close();
    this.#tslab.compiler.store();
  }

  #convert(before: string, source: string): { diagnostics: readonly Diagnostic[]; declarations: string } {
    const { diagnostics, declOutput = "" } = this.#converter.convert(before, source);
    if (diagnostics.length === 0) return { diagnostics, declarations: declOutput };
    this.#tolerant = true;
    try {
      return { diagnostics, declarations: this.#converter.convert(before, source).declOutput ?? "" };
    } finally {
      this.#tolerant = false;
    }
  }

  #renew(): void {
    this.#converter.close();
    this.#converter = this.#tslab.converter.createConverter();
  }
}
