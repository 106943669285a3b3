import { relative } from "node:path";
import type * as TypeScript from "typescript";
import type { Converter, ConvertResult, Diagnostic } from "tslab/dist/converter";
import type { ConverterSet, Executor } from "tslab/dist/executor";
import { CellPositions } from "./cellPositions.ts";
import { CellRequire } from "./cellRequire.ts";
import {
  codeCompleteness,
  completeImport,
  type Completeness,
  type Completion,
  type Inspection,
  inspectionOffsets,
} from "./codeAnswers.ts";
import { CELL_FILE } from "./adaptTypeScript.ts";
import { CompileError, describeProblem } from "./compileError.ts";
import { InterruptError } from "./interruptError.ts";
import { declarationOfNames, LiveNames } from "./liveNames.ts";
import { loadTslab, type TslabInternals, type WriteDisplayData } from "./loadTslab.ts";

export interface TslabEngineOptions {
  /** The project's root, the working directory of tslab's engine and of the process. */
  readonly root: string;
  /** The notebook's folder, from which its relative imports are resolved. */
  readonly directory: string;
  /** Whether to notice edits of imported source files between two cells (for an interactive session). */
  readonly watch: boolean;
  readonly onDisplay: WriteDisplayData;
  /** Called when a cell is compiled and its own code is about to run; what this throws counts as thrown by the cell. */
  readonly onCode?: () => void;
}

/** How a cell ended: with the value of its last expression (absent for undefined and null), or with what it threw. */
export type CellOutcome =
  { readonly ok: true; readonly value?: unknown } | { readonly ok: false; readonly thrown: unknown };

/** What tslab's executor passes to cells. */
interface OfCells {
  readonly exports: Record<string, unknown>;
  readonly require: NodeJS.Require;
}

const NOTHING: CellOutcome = { ok: true };

/** How tslab reports problems in an in-memory module (`@module`), the one case in which it prints them itself. */
const DIAGNOSTIC_FORMAT = "%s%d:%d - %s";

/** A cell for which the compiler does all that every cell needs. */
const ANY_CELL = "let any = 1;";

/** A cell that declares its own `require`, as ES modules do. */
const OWN_REQUIRE = /\b(?:const|let|class)\s+require\b/;

/** What tslab's executor throws when waiting for a cell is ended. */
const TSLAB_INTERRUPT = "Interrupted asynchronously";

/**
 * tslab's converter and executor, used without its Jupyter server. In addition to what tslab does, types are checked as strictly as in
 * the project, relative imports are resolved from the notebook's folder, local modules are loaded by Node (through tsx) rather than a
 * second compiler, and positions in a cell's stack can be mapped to its own lines.
 *
 * One engine per process, because tslab keeps its state in globals.
 */
export class TslabEngine {
  /** Maps positions in running cells. */
  readonly positions = new CellPositions();
  /** Whether a cell with type errors is rejected, or runs with warnings. */
  typeErrors: "errors" | "warnings" = "errors";
  readonly #cellRequire: CellRequire;
  readonly #names = new LiveNames();
  readonly #executor: Executor;
  /** Where tslab's executor looks for the value of the last expression. */
  readonly #tslabExports: Record<string, unknown>;
  readonly #converter: Converter;
  readonly #tslab: TslabInternals;
  readonly #options: TslabEngineOptions;
  #script = "";
  #label = "";
  #outcome: CellOutcome = NOTHING;

  constructor(options: TslabEngineOptions) {
    this.#options = options;
    const lenient = (): boolean => this.typeErrors === "warnings";
    const onWarnings = (problems: readonly TypeScript.Diagnostic[]): void => this.#warn(problems);
    this.#tslab = loadTslab({ ...options, lenient, onWarnings }, this.positions);
    const { converter, executor, jupyter } = this.#tslab;
    jupyter.lastWriteDisplayData = options.onDisplay;
    this.#converter = converter.createConverter();
    const node: Converter = {
      ...this.#converter,
      convert: (previous, source) => this.#convert(previous, source),
    };
    const convs: ConverterSet = { node, browser: node, close: () => this.#converter.close() };
    this.#executor = executor.createExecutor(options.root, convs, {
      log: (value) => (this.#outcome = { ok: true, value }),
      error: (...values) => this.#onError(values),
    });
    const { __tslab__: ofCells } = globalThis as unknown as { __tslab__: OfCells };
    this.#tslabExports = ofCells.exports;
    this.#cellRequire = new CellRequire(options.directory, ofCells.require);
    const { require, load, meta } = this.#cellRequire;
    const { exports, declare } = this.#names;
    Object.assign(ofCells, { require, load, meta, exports, declare });
  }

  /** Converts and runs one cell; `script` is its unique name in stacks, and `label` the number in its `In [ ]`. Cells run one at a time. */
  async execute(code: string, script: string, label: string): Promise<CellOutcome> {
    this.#script = script;
    this.#label = label;
    this.#outcome = NOTHING;
    this.#tslab.edits.notice();
    this.#cellRequire.forgetChangedModules();
    try {
      await this.#run(code);
      // Imports come first, so none of the cell has run if one of them has to be awaited.
      while (!this.#outcome.ok && (await this.#cellRequire.loadRefused(this.#outcome.thrown))) {
        this.#outcome = NOTHING;
        await this.#run(code);
      }
    } catch (error) {
      if (error instanceof CompileError || error instanceof InterruptError) return { ok: false, thrown: error };
      throw error;
    }
    return this.#outcome;
  }

  /** Compiles a cell that is never run: what the compiler prepares once is ready then. */
  warmUp(): void {
    this.#compile("", ANY_CELL);
  }

  complete(code: string, offset: number): Completion {
    this.#tslab.edits.notice();
    const { root, directory } = this.#options;
    const imported = completeImport(code, offset, root, directory);
    if (imported) return imported;
    const { start, end, candidates, original } = this.#executor.complete(code, offset);
    const kinds = new Map(original?.entries.map(({ name, kind }) => [name, kind]));
    return { start, end, matches: candidates.map((text) => ({ text, kind: kinds.get(text) ?? "" })) };
  }

  inspect(code: string, offset: number): Inspection | undefined {
    this.#tslab.comments.restore();
    this.#tslab.edits.notice();
    const { displayPartsToString } = this.#tslab.typescript;
    for (const at of inspectionOffsets(code, offset)) {
      const info = this.#executor.inspect(code, at) as TypeScript.QuickInfo | undefined;
      if (!info) continue;
      const tags = (info.tags ?? []).map(({ name, text }) => tagInMarkdown(name, displayPartsToString(text)));
      const documentation = [displayPartsToString(info.documentation), tags.join("\n\n")].filter((part) => part !== "");
      return { declaration: displayPartsToString(info.displayParts), documentation: documentation.join("\n\n") };
    }
    return undefined;
  }

  isComplete(code: string): Completeness {
    return codeCompleteness(this.#tslab.typescript, code);
  }

  /**
   * Ends the wait for a cell that awaits something. SIGINT itself stops a cell that computes before its first `await`; both make the
   * cell throw an InterruptError.
   */
  interrupt(): void {
    this.#executor.interrupt();
  }

  /** Stores the compiler's compiled code, so that the next engine starts faster. */
  storeCompilerCache(): void {
    this.#tslab.compiler.store();
  }

  close(): void {
    this.#executor.close();
  }

  async #run(code: string): Promise<void> {
    try {
      await this.#executor.execute(code);
    } finally {
      this.#names.settle();
    }
  }

  #convert(previous: string, source: string): ConvertResult {
    const converted = this.#compile(previous, source);
    if (converted.diagnostics.length > 0) throw new CompileError(converted.diagnostics, source);
    if (!converted.output) return converted;
    // The first line is left to tslab's function header, so that columns stay correct. A cell's own `require` shadows the parameter of
    // that name, which is only allowed in a block.
    const [open, close] = OWN_REQUIRE.test(source) ? ["{", "\n}"] : ["", ""];
    const { lastExpressionVar } = converted;
    if (lastExpressionVar !== undefined) {
      this.#names.redirect(lastExpressionVar, (value) => (this.#tslabExports[lastExpressionVar] = value));
    }
    const output = `${open}${declarationOfNames(converted.output)}\n${converted.output}${close}\n//# sourceURL=${this.#script}`;
    this.positions.register(this.#script, source, output.split("\n").length, this.#label);
    this.#options.onCode?.();
    return { ...converted, output };
  }

  /** @throws CompileError at the cell's start if the compiler itself fails */
  #compile(previous: string, source: string): ConvertResult {
    try {
      return this.#converter.convert(previous, source);
    } catch (error) {
      const start = { offset: 0, line: 0, character: 0 };
      const messageText =
        error instanceof RangeError
          ? "This cell is nested too deeply for the compiler: split it, or read what it holds from a file."
          : `The compiler fails on this cell: ${String(error).split("\n", 1)[0]}`;
      throw new CompileError([{ start, end: start, messageText, category: 1, code: 0 }], source);
    }
  }

  #warn(problems: readonly TypeScript.Diagnostic[]): void {
    for (const { file, start = 0, code, messageText } of problems) {
      if (!file) continue;
      const { line, character } = file.getLineAndCharacterOfPosition(start);
      const path = relative(this.#options.root, file.fileName);
      // The cell's first line is tslab's.
      const place = path === CELL_FILE ? { line } : { file: path, line: line + 1 };
      const message = this.#tslab.typescript.flattenDiagnosticMessageText(messageText, "\n");
      process.stderr.write(`warning: ${describeProblem({ ...place, column: character + 1, code, message })}\n`);
    }
  }

  #onError(values: unknown[]): void {
    if (values.length === 1) {
      this.#outcome = { ok: false, thrown: isInterrupt(values[0]) ? new InterruptError() : values[0] };
      return;
    }
    const [format, file, line, column, message] = values as [string, string, number, number, string];
    if (format !== DIAGNOSTIC_FORMAT) throw new Error(`tslab reports an error in an unknown way: ${String(format)}`);
    const start = { offset: 0, line: line - 1, character: column - 1 };
    const diagnostic: Diagnostic = {
      start,
      end: start,
      messageText: message,
      category: 1,
      code: 0,
      fileName: file.trim(),
    };
    process.stderr.write(`${new CompileError([diagnostic]).message}\n`);
  }
}

/** A documentation tag in Markdown: an example becomes code, as in editors. */
function tagInMarkdown(name: string, text: string): string {
  return name === "example" ? `@example\n\`\`\`typescript\n${text}\n\`\`\`` : `@${name} ${text}`.trim();
}

function isInterrupt(thrown: unknown): boolean {
  const { code, message } = (thrown ?? {}) as NodeJS.ErrnoException;
  return code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || message === TSLAB_INTERRUPT;
}
