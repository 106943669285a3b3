import type { Converter, Diagnostic } from "tslab/dist/converter";
import { CellPositions } from "./cellPositions.ts";
import { cellsToRun, hasTag } from "./cellsToRun.ts";
import { CompileError, type CompileProblem } from "./compileError.ts";
import { loadTslab, type TslabInternals } from "./loadTslab.ts";
import type { Notebook } from "./nbformat.ts";

/** A problem TypeScript reports in a cell, or in a file that it imports. */
export interface CellProblem extends CompileProblem {
  readonly cellId: string;
  /** The number the cell has when the notebook is run from top to bottom, as in `In [3]`. */
  readonly executionCount: number;
}

/**
 * Type-checks notebooks without running them, with the same checks as when they run: each cell is converted as in a session and sees
 * the declarations of the cells before it. A cell that would be rejected leaves its declarations as well, so that one mistake is
 * reported once.
 *
 * One checker per process, for the notebooks of one folder: like `TslabEngine`, it depends on tslab's state in globals.
 * @example
 * import { NotebookChecker, readNotebook } from "../src/notebook/index.ts";
 * const checker = new NotebookChecker(process.cwd(), "notebooks");
 * for (const { cellId, message } of checker.check(await readNotebook("notebooks/01-exploration.ipynb"))) {
 *   console.log(`${cellId}: ${message}`);
 * }
 * checker.close();
 */
export class NotebookChecker {
  readonly #tslab: TslabInternals;
  #converter: Converter;
  #tolerant = false;

  /**
   * @param root the project's root, which must be the working directory of the process
   * @param directory the notebooks' folder, from which relative imports in cells are resolved
   */
  constructor(root: string, directory: string) {
    const options = { root, directory, watch: false, tolerant: () => this.#tolerant };
    this.#tslab = loadTslab(options, new CellPositions());
    this.#converter = this.#tslab.converter.createConverter();
  }

  /** The problems of all cells that a run would execute; cells tagged `raises-exception` may have some. */
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
    // Modules in memory belong to a notebook; nothing else remains from one notebook to the next.
    if (hasModules) this.#renew();
    return problems;
  }

  /** Stores the compiler's compiled code, so that the next process starts faster. */
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
