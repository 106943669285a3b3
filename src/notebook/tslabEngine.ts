import { createRequire, isBuiltin } from "node:module";
import { dirname, join, resolve } from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import type { Converter, ConvertResult, Diagnostic } from "tslab/dist/converter";
import type { ConverterSet, Executor } from "tslab/dist/executor";
import { CellPositions } from "./cellPositions.ts";
import { CellRequire } from "./cellRequire.ts";
import { type CachedModule, loadWithCodeCache } from "./codeCache.ts";
import { CompileError } from "./compileError.ts";
import { expandShorthand } from "./expandShorthand.ts";
import { InterruptError } from "./interruptError.ts";

type Ts = typeof TypeScript;

/** What is taken from inside tslab; tests/notebook/tslabEngine.test.ts fails when one of these moves. */
interface TslabInternals {
  readonly converter: { createConverter(options?: { isJS?: boolean }): Converter };
  readonly executor: { createExecutor(rootDir: string, convs: ConverterSet, console: EngineConsole): Executor };
  readonly jupyter: { lastWriteDisplayData: WriteDisplayData | null };
  /** The TypeScript that all of them use. */
  readonly compiler: CachedModule;
}

interface EngineConsole {
  log(value: unknown): void;
  error(...values: unknown[]): void;
}

/** How tslab's `display` hands over what it is given. */
export type WriteDisplayData = (
  content: { data: Record<string, string>; metadata: Record<string, unknown>; transient?: { display_id?: string } },
  update?: boolean,
) => void;

export interface TslabEngineOptions {
  /** The project's root: tslab's engine works here, and so does the process. */
  readonly root: string;
  /** The notebook's folder: what its relative imports start from. */
  readonly directory: string;
  /** Whether edits of imported source files are noticed between two cells (an interactive session wants that). */
  readonly watch: boolean;
  readonly onDisplay: WriteDisplayData;
}

/** How a cell ended: with the value of its last expression (absent for undefined and null), or with what it threw. */
export type CellOutcome =
  { readonly ok: true; readonly value?: unknown } | { readonly ok: false; readonly thrown: unknown };

const NOTHING: CellOutcome = { ok: true };

/** The implicit-any family: a cell may leave out annotations, as in tslab; an imported package may have no types. */
const IMPLICIT_ANY_CODES = new Set([7005, 7006, 7010, 7011, 7016, 7018, 7019, 7022, 7023, 7024, 7031, 7034, 7053]);
/** An untyped package, and a file outside of the project, which a notebook from elsewhere may well import. */
const TOLERATED_CODES = new Set([7016, 6059]);

/** The file that holds a cell while TypeScript looks at it, and the one that declares all earlier cells' names. */
const CELL_FILE = "__tslab__.ts";
const DECLARATIONS_FILE = "__prev__.d.ts";

const COMPILER_CACHE = "node_modules/.cache/notebook-compiler";

/** Packages whose declarations hold `/**` in comments only: Node's, and the language's own. */
const COMMENTED_PACKAGES = /\/node_modules\/(@types\/node|@tslab\/typescript-for-tslab)\//;

/** How tslab reports problems in an in-memory module (`@module`), the one case in which it prints them itself. */
const DIAGNOSTIC_FORMAT = "%s%d:%d - %s";

/** What tslab's executor throws when the wait for a cell is ended. */
const TSLAB_INTERRUPT = "Interrupted asynchronously";

/**
 * tslab's converter and executor, driven without its Jupyter server. Beyond what tslab does by itself, types are
 * checked as strictly as in the project, relative imports start from the notebook's folder, local modules are loaded
 * by Node (through tsx) and not by a second compiler, and positions in a cell's stack can be traced to its own lines.
 *
 * One engine a process: tslab keeps its state in globals.
 */
export class TslabEngine {
  /** Where positions in running cells come from. */
  readonly positions = new CellPositions();
  /** The names the cells have defined so far. */
  readonly locals: Record<string, unknown>;
  /** Loads the modules that cells import. */
  readonly cellRequire: CellRequire;
  readonly #executor: Executor;
  readonly #converter: Converter;
  readonly #compiler: CachedModule;
  #script = "";
  #outcome: CellOutcome = NOTHING;

  constructor(options: TslabEngineOptions) {
    const { converter, executor, jupyter, compiler } = loadTslab(options, this.positions);
    this.#compiler = compiler;
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
    this.locals = this.#executor.locals;
    const tslabGlobal = (globalThis as unknown as { __tslab__: { require: NodeJS.Require } }).__tslab__;
    this.cellRequire = new CellRequire(options.directory, tslabGlobal.require);
    tslabGlobal.require = this.cellRequire.require;
  }

  /** Converts and runs one cell; `script` names it in stacks and is used once. Cells run one at a time. */
  async execute(code: string, script: string): Promise<CellOutcome> {
    this.#script = script;
    this.#outcome = NOTHING;
    this.cellRequire.forgetChangedModules();
    try {
      await this.#executor.execute(code);
    } catch (error) {
      if (error instanceof CompileError) return { ok: false, thrown: error };
      throw error;
    }
    return this.#outcome;
  }

  /**
   * Ends the wait for a cell that awaits something. A cell that computes before its first `await` is stopped by SIGINT
   * itself; both make the cell throw an InterruptError.
   */
  interrupt(): void {
    this.#executor.interrupt();
  }

  /** Gives what was learnt about the compiler to the next engine, which starts faster for it. */
  storeCompilerCache(): void {
    this.#compiler.store();
  }

  close(): void {
    this.#executor.close();
  }

  #convert(previous: string, source: string): ConvertResult {
    const converted = this.#converter.convert(previous, source);
    if (converted.diagnostics.length > 0) throw new CompileError(converted.diagnostics, source);
    if (!converted.output) return converted;
    // The first line is left to tslab's function header, so that columns stay true.
    const output = `\n${converted.output}\n//# sourceURL=${this.#script}`;
    this.positions.register(this.#script, source, output.split("\n").length);
    return { ...converted, output };
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

function isInterrupt(thrown: unknown): boolean {
  const { code, message } = (thrown ?? {}) as NodeJS.ErrnoException;
  return code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" || message === TSLAB_INTERRUPT;
}

/**
 * Loads tslab's parts on a TypeScript whose entry points we have wrapped. tslab reads them from the module cache, so the
 * wrapped module takes the original's place there until tslab has been loaded.
 */
function loadTslab(options: TslabEngineOptions, positions: CellPositions): TslabInternals {
  const require = createRequire(import.meta.url);
  const converterPath = require.resolve("tslab/dist/converter");
  const typescriptPath = require.resolve("@tslab/typescript-for-tslab", { paths: [dirname(converterPath)] });
  const compiler = loadWithCodeCache(typescriptPath, join(options.root, COMPILER_CACHE));
  const ts = require(typescriptPath) as Ts;
  require.cache[typescriptPath]!.exports = wrapTypeScript(ts, options, positions);
  return {
    compiler,
    converter: require(converterPath) as TslabInternals["converter"],
    executor: require("tslab/dist/executor") as TslabInternals["executor"],
    jupyter: require("tslab/dist/jupyter") as TslabInternals["jupyter"],
  };
}

function wrapTypeScript(ts: Ts, options: TslabEngineOptions, positions: CellPositions): Ts {
  const cellFile = normalise(join(options.root, CELL_FILE));

  const createWatchCompilerHost = ((
    roots: string[],
    compilerOptions: TypeScript.CompilerOptions,
    system: TypeScript.System,
    ...rest: [undefined, TypeScript.DiagnosticReporter, TypeScript.WatchStatusReporter]
  ) => {
    const host = ts.createWatchCompilerHost(
      roots,
      {
        ...compilerOptions,
        strict: true,
        // Node 20 has all of it; tslab stops at ES2022.
        lib: ["lib.es2023.d.ts"],
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        allowImportingTsExtensions: true,
        inlineSourceMap: true,
        types: ["node"],
      },
      system,
      ...rest,
    );
    resolveFromNotebook(ts, host, options);
    watchOnlyWhatChanges(host, options);
    if (!options.watch) skipInstalledComments(host);
    emitOnlyCells(ts, host, options.root);
    return host;
  }) as Ts["createWatchCompilerHost"];

  const getPreEmitDiagnosticsOfFiles = (...args: unknown[]): TypeScript.Diagnostic[] => {
    const diagnosticsOf = (ts as unknown as Record<string, (...args: unknown[]) => TypeScript.Diagnostic[]>)
      .getPreEmitDiagnosticsOfFiles!;
    return diagnosticsOf(...args).filter(
      ({ code, file }) => !TOLERATED_CODES.has(code) && !(file?.fileName === cellFile && IMPLICIT_ANY_CODES.has(code)),
    );
  };

  const transpileModule: Ts["transpileModule"] = (source, transpileOptions) => {
    const result = ts.transpileModule(source, {
      ...transpileOptions,
      compilerOptions: { ...transpileOptions.compilerOptions, sourceMap: true },
    });
    return { ...result, outputText: positions.takeMaps(source, result.outputText, result.sourceMapText!) };
  };

  return { ...ts, createWatchCompilerHost, getPreEmitDiagnosticsOfFiles, transpileModule } as Ts;
}

type Host = TypeScript.WatchCompilerHostOfFilesAndCompilerOptions<TypeScript.BuilderProgram>;

/**
 * A cell's imports are resolved from the notebook's folder first; what is not there is looked for from the root: in-memory
 * modules stand there, and declarations that TypeScript wrote for earlier cells name files from there.
 */
function resolveFromNotebook(ts: Ts, host: Host, { root, directory }: TslabEngineOptions): void {
  const fromRoot = new Set([CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file))));
  const cache = ts.createModuleResolutionCache(root, (file) => file);
  const unresolved = new Set<string>();
  const notebookFile = normalise(resolve(directory, CELL_FILE));

  host.resolveModuleNameLiterals = (literals, containingFile, redirected, compilerOptions) =>
    literals.map(({ text }) => {
      // Declared by @types/node; looking for files of that name costs a third of the start.
      if (isBuiltin(text)) return { resolvedModule: undefined };
      const isCell = fromRoot.has(containingFile);
      for (const from of isCell ? [notebookFile, containingFile] : [containingFile]) {
        // What a cell does not find may be written before the next one: no cache may remember that.
        const remembered = isCell ? undefined : cache;
        const found = ts.resolveModuleName(text, from, compilerOptions, host, remembered, redirected);
        if (found.resolvedModule) return found;
      }
      if (isCell) unresolved.add(containingFile);
      return { resolvedModule: undefined };
    });
  host.hasInvalidatedResolutions = (file) => unresolved.delete(file);
}

/** Only cells change by themselves; the project's own sources may be edited; what is installed stays. */
function watchOnlyWhatChanges(host: Host, { root, watch }: TslabEngineOptions): void {
  const cells = new Set([CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file))));
  const watchFile = host.watchFile.bind(host);
  const unwatched = { close: (): void => undefined };
  host.watchFile = (path, ...rest) =>
    cells.has(path) || (watch && !path.includes("/node_modules/")) ? watchFile(path, ...rest) : unwatched;
  host.watchDirectory = () => unwatched;
}

/**
 * Two thirds of the declarations of Node and of the language are comments, and parsing them takes a third of the start. Only
 * an interactive session has a use for them.
 */
function skipInstalledComments(host: Host): void {
  const readFile = host.readFile.bind(host);
  host.readFile = (path, encoding) => {
    const text = readFile(path, encoding);
    const commented = path.endsWith(".d.ts") && COMMENTED_PACKAGES.test(path);
    return commented ? text?.replaceAll(/\/\*\*[\s\S]*?\*\//g, "") : text;
  };
}

/** Node loads local modules itself, so tslab need not emit them; in-memory modules have no other source. */
function emitOnlyCells(ts: Ts, host: Host, root: string): void {
  const [cellFile, declarationsFile] = [CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file)));
  const isEarlier = (declaration: TypeScript.Declaration): boolean =>
    declaration.getSourceFile().fileName === declarationsFile;
  let afterProgramCreate: Host["afterProgramCreate"];
  Object.defineProperty(host, "afterProgramCreate", {
    get: () => afterProgramCreate,
    set: (listener: NonNullable<Host["afterProgramCreate"]>) => {
      afterProgramCreate = (program) => {
        const wrapped = Object.create(program) as TypeScript.BuilderProgram;
        wrapped.emit = (file, writeFile, token, onlyDeclarations, transformers) => {
          if (file && file.fileName !== cellFile && ts.sys.fileExists(file.fileName)) {
            return { emitSkipped: true, diagnostics: [] };
          }
          const shorthand = expandShorthand(ts, program.getProgram().getTypeChecker(), isEarlier);
          const before = [...(transformers?.before ?? []), shorthand];
          return program.emit(file, writeFile, token, onlyDeclarations, { ...transformers, before });
        };
        listener(wrapped);
      };
    },
  });
}

function normalise(path: string): string {
  return path.replaceAll("\\", "/");
}
