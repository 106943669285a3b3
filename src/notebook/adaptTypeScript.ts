import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import type * as TypeScript from "typescript";
import { GLOBALS_DECLARATIONS, GLOBALS_FILE } from "./cellGlobals.ts";
import type { CellPositions } from "./cellPositions.ts";
import { CheckedSources, SoundPrograms } from "./checkedSources.ts";
import { expandShorthand } from "./expandShorthand.ts";
import type { InstalledComments } from "./installedComments.ts";
import { withLiveNames } from "./liveNames.ts";
import { hiddenRequire, moduleForms } from "./moduleForms.ts";
import { nameableDeclarations } from "./nameableDeclarations.ts";
import { plainPrograms } from "./importGraph.ts";
import { quickInfo } from "./quickInfo.ts";
import { refusedForms } from "./refusedForms.ts";
import { topLevelAwaits } from "./topLevelAwaits.ts";
import { valueAfterUsing } from "./valueAfterUsing.ts";

type Ts = typeof TypeScript;

/** The implicit-any family: a cell may leave out annotations, as in tslab, and an imported package may have no types. */
const IMPLICIT_ANY_CODES = new Set([
  2683, 7005, 7006, 7010, 7011, 7016, 7018, 7019, 7022, 7023, 7024, 7031, 7034, 7053,
]);
/** An untyped package, and a file outside the project, which a notebook from elsewhere may well import. */
const TOLERATED_CODES = new Set([7016, 6059]);

/** `// @ts-nocheck` among the comments at the beginning of a cell, which tslab puts `export {};` before. */
const NO_CHECK = /^export \{\};\s*(?:\/\/.*\s*|\/\*[\s\S]*?\*\/\s*)*?\/\/\s*@ts-nocheck\b/;

/** The file that contains a cell while TypeScript checks it, and the file that declares the names of all earlier cells. */
export const CELL_FILE = "__tslab__.ts";
const DECLARATIONS_FILE = "__prev__.d.ts";

/** Where sources found free of errors are recorded. */
const SOUND_PROGRAMS = "node_modules/.cache/notebook-compiler/sound-programs";

export interface AdaptTypeScriptOptions {
  /** The project's root, which tslab takes for the folder of every cell. */
  readonly root: string;
  /** The notebook's folder, from which its relative imports are resolved. */
  readonly directory: string;
  /** Whether edits of source files matter. */
  readonly watch: boolean;
  /** Called for each cell: whether to convert it despite errors. By default no cell is. */
  readonly tolerant?: () => boolean;
  /** Asked for each cell: whether its type errors are warnings, as if it began with `// @ts-nocheck`. Default: they are not. */
  readonly lenient?: () => boolean;
  /** Told of the type errors of a cell that begins with `// @ts-nocheck`, and of what it imports. Default: they are errors. */
  readonly onWarnings?: (problems: readonly TypeScript.Diagnostic[]) => void;
}

/**
 * A TypeScript for tslab: the project's, with wrappers around the three entry points that tslab's converter uses, plus the ones that
 * tslab's own TypeScript adds. Types are checked as in the project, imports are resolved from the notebook's folder, only cells are
 * emitted, and each emitted cell leaves its source maps in `positions`.
 */
export function adaptTypeScript(
  ts: Ts,
  options: AdaptTypeScriptOptions,
  positions: CellPositions,
  comments: InstalledComments,
): Ts {
  const cellFile = normalise(join(options.root, CELL_FILE));
  const globals = normalise(join(options.root, GLOBALS_FILE));

  const createWatchCompilerHost = ((
    roots: string[],
    compilerOptions: TypeScript.CompilerOptions,
    system: TypeScript.System,
    _createProgram: undefined,
    ...rest: [TypeScript.DiagnosticReporter, TypeScript.WatchStatusReporter]
  ) => {
    const host = ts.createWatchCompilerHost(
      [...roots, globals],
      {
        ...compilerOptions,
        strict: true,
        // Newer than tslab asks for, because of the regular expression flag `v`; `using` is downlevelled for Node versions without it.
        target: ts.ScriptTarget.ES2024,
        lib: libOfNode(process.versions.node),
        // Standard decorators, as when Node loads the project's sources.
        experimentalDecorators: false,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        allowImportingTsExtensions: true,
        inlineSourceMap: true,
        types: ["node"],
      },
      withFile(system, globals, GLOBALS_DECLARATIONS),
      plainPrograms(ts),
      ...rest,
    );
    resolveFromNotebook(ts, host, options);
    watchOnlyWhatChanges(host, options);
    comments.leaveOut(host);
    emitOnlyCells(ts, host, options.root);
    return host;
  }) as Ts["createWatchCompilerHost"];

  const createWatchProgram = ((
    host: TypeScript.WatchCompilerHostOfFilesAndCompilerOptions<TypeScript.BuilderProgram>,
  ) => {
    const watch = ts.createWatchProgram(host);
    const updateRootFileNames = (files: string[]): void => watch.updateRootFileNames([...files, globals]);
    return { ...watch, updateRootFileNames };
  }) as Ts["createWatchProgram"];

  const sources = new CheckedSources(ts, new SoundPrograms(join(options.root, SOUND_PROGRAMS)));
  const getPreEmitDiagnosticsOfFiles: DiagnosticsOfFiles = (program, files) => {
    if (options.tolerant?.()) return [];
    const cells = files.filter(({ fileName }) => fileName === cellFile);
    const imported = files.filter(({ fileName }) => fileName !== cellFile);
    const awaits = cells.flatMap((cell) => topLevelAwaits(ts, cell));
    const found = [
      ...cells.flatMap((cell) => [...refusedForms(ts, cell), ...problemsOf(ts, program, cell)]),
      ...sources.check(program, imported),
    ]
      .filter(
        ({ code, file }) =>
          !TOLERATED_CODES.has(code) && !(file?.fileName === cellFile && IMPLICIT_ANY_CODES.has(code)),
      )
      // tslab would lose the file of a message with several parts.
      .map((problem) => ({
        ...problem,
        messageText: withOwnPaths(ts.flattenDiagnosticMessageText(problem.messageText, "\n"), options),
      }));
    const isLenient = options.lenient?.() === true || cells.some(({ text }) => NO_CHECK.test(text));
    if (options.onWarnings === undefined || !isLenient) return [...awaits, ...found];
    // What TypeScript can't parse remains an error; type errors are up to the author.
    const unreadable = new Set(
      cells.flatMap((cell) => program.getSyntacticDiagnostics(cell).map(({ start }) => start)),
    );
    const isError = ({ file, start }: TypeScript.Diagnostic): boolean =>
      file?.fileName === cellFile && unreadable.has(start!);
    options.onWarnings(found.filter((problem) => !isError(problem)));
    return [...awaits, ...found.filter(isError)];
  };

  const transpileModule: Ts["transpileModule"] = (source, transpileOptions) => {
    const result = ts.transpileModule(source, {
      ...transpileOptions,
      compilerOptions: { ...transpileOptions.compilerOptions, sourceMap: true },
      transformers: { after: [hiddenRequire(ts)] },
    });
    // A cell is not a module, so undeclared names may be assigned. Its line numbers stay the same.
    const outputText = result.outputText.replace(/^"use strict";/, "");
    return { ...result, outputText: positions.takeMaps(source, outputText, result.sourceMapText!) };
  };

  const additions = {
    getPreEmitDiagnosticsOfFiles,
    getPreEmitDiagnostics: (program: TypeScript.Program, file: TypeScript.SourceFile) => problemsOf(ts, program, file),
    // tslab preserves functions that a cell doesn't redeclare, but would lose namespaces.
    isFunctionDeclaration: (node: TypeScript.Node): node is TypeScript.FunctionDeclaration =>
      ts.isFunctionDeclaration(node) || isNamespace(ts, node),
    getNullTransformationContext: () => (ts as unknown as Internals).nullTransformationContext,
    getDefaultTypeRoots: typeRootsAbove,
    getQuickInfoAtPosition: (
      file: TypeScript.SourceFile,
      checker: TypeScript.TypeChecker,
      _token: unknown,
      position: number,
    ) => quickInfo(ts, file, checker, position),
    Completions: {
      ...(ts as unknown as Internals).Completions,
      getCompletionsAtPositionForTslab: (host: object, program: TypeScript.Program, ...rest: unknown[]) => {
        const { getCompletionsAtPosition } = (ts as unknown as Internals).Completions;
        const getCompilationSettings = (): TypeScript.CompilerOptions => program.getCompilerOptions();
        return getCompletionsAtPosition({ ...host, getCompilationSettings }, program, ...rest);
      },
    },
  };
  return { ...ts, createWatchCompilerHost, createWatchProgram, transpileModule, ...additions } as Ts;
}

/** The non-public parts of TypeScript that tslab needs; those of 6.0, guarded by tests/notebook/tslabEngine.test.ts. */
interface Internals {
  readonly nullTransformationContext: TypeScript.TransformationContext;
  readonly bindSourceFile: (file: TypeScript.SourceFile, options: TypeScript.CompilerOptions) => void;
  readonly Completions: { readonly getCompletionsAtPosition: (...values: unknown[]) => unknown };
}

/** A system with one more file, which doesn't exist on disk. */
function withFile(system: TypeScript.System, file: string, text: string): TypeScript.System {
  return Object.assign(Object.create(system) as TypeScript.System, {
    fileExists: (path: string) => path === file || system.fileExists(path),
    readFile: (path: string, encoding?: string) => (path === file ? text : system.readFile(path, encoding)),
  });
}

/** Emits declarations even if TypeScript reports errors in some. */
interface ForcedEmit {
  emit(...values: unknown[]): TypeScript.EmitResult;
}

function isNamespace(ts: Ts, node: TypeScript.Node): boolean {
  return ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) === 0;
}

/** The errors in a file, except for types that its declarations can't name: nothing imports a cell. */
function problemsOf(
  ts: Ts,
  program: TypeScript.Program,
  file: TypeScript.SourceFile,
): readonly TypeScript.Diagnostic[] {
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return ts.sortAndDeduplicateDiagnostics(found);
}

/** The `@types` folders of a folder and of all its parents, nearest first. */
function typeRootsAbove(folder: string): string[] {
  const root = join(folder, "node_modules", "@types");
  const parent = dirname(folder);
  return [...(existsSync(root) ? [normalise(root)] : []), ...(parent === folder ? [] : typeRootsAbove(parent))];
}

type DiagnosticsOfFiles = (
  program: TypeScript.Program,
  files: readonly TypeScript.SourceFile[],
) => TypeScript.Diagnostic[];

type Host = TypeScript.WatchCompilerHostOfFilesAndCompilerOptions<TypeScript.BuilderProgram>;

/**
 * Resolves a cell's imports from the notebook's folder first, then from the root: in-memory modules are there, and the declarations
 * TypeScript wrote for earlier cells name files relative to it.
 */
function resolveFromNotebook(ts: Ts, host: Host, { root, directory, watch }: AdaptTypeScriptOptions): void {
  const fromRoot = new Set([CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file))));
  const cache = ts.createModuleResolutionCache(root, (file) => file);
  const unresolved = new Set<string>();
  const notebookFile = normalise(resolve(directory, CELL_FILE));

  // What packages say of themselves; without it, TypeScript reads that again for each of their files.
  host.getModuleResolutionCache = () => cache;
  host.resolveModuleNameLiterals = (literals, containingFile, redirected, compilerOptions) =>
    literals.map(({ text }) => {
      // Declared by @types/node; looking for files of that name takes a third of the start.
      if (isBuiltin(text)) return { resolvedModule: undefined };
      const isCell = fromRoot.has(containingFile);
      const isEdited = isCell || (watch && !containingFile.includes("/node_modules/"));
      for (const from of isCell ? [notebookFile, containingFile] : [containingFile]) {
        // A missing file may be written before the next cell, so no cache may remember that it is missing.
        const remembered = isEdited ? undefined : cache;
        const found = ts.resolveModuleName(text, from, compilerOptions, host, remembered, redirected);
        if (found.resolvedModule) return found;
      }
      if (isEdited) unresolved.add(containingFile);
      return { resolvedModule: undefined };
    });
  host.hasInvalidatedResolutions = (file) => unresolved.delete(file);
}

/** Only cells change by themselves; the project's own sources may be edited; installed packages don't change. */
function watchOnlyWhatChanges(host: Host, { root, watch }: AdaptTypeScriptOptions): void {
  const cells = new Set([CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file))));
  const watchFile = host.watchFile.bind(host);
  const unwatched = { close: (): void => undefined };
  host.watchFile = (path, ...rest) =>
    cells.has(path) || (watch && !path.includes("/node_modules/")) ? watchFile(path, ...rest) : unwatched;
  host.watchDirectory = () => unwatched;
}

interface WithLocals {
  readonly locals?: Map<TypeScript.__String, TypeScript.Symbol>;
}
/** The name under which TypeScript stores `declare global`. */
const GLOBAL_AUGMENTATION = "__global" as TypeScript.__String;

/** Lists a cell's names to tslab, which exports them: as they are written, where TypeScript stores `__x` as `___x`. */
function listLocals(ts: Ts, locals: WithLocals["locals"]): void {
  if (!locals) return;
  locals.delete(GLOBAL_AUGMENTATION);
  locals.forEach = (list) => {
    for (const [key, symbol] of locals) list(symbol, ts.unescapeLeadingUnderscores(key) as TypeScript.__String, locals);
  };
}

/** Node loads local modules itself, so tslab need not emit them; in-memory modules have no other source. */
function emitOnlyCells(ts: Ts, host: Host, root: string): void {
  const [cellFile, declarationsFile] = [CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file)));
  const isEarlier = (declaration: TypeScript.Declaration): boolean =>
    declaration.getSourceFile().fileName === declarationsFile;
  const isOfCells = (fileName: string): boolean => fileName === cellFile || fileName === declarationsFile;
  const isEmitted = (path: string): boolean => basename(path) === CELL_FILE.replace(".ts", ".js");
  let afterProgramCreate: Host["afterProgramCreate"];
  Object.defineProperty(host, "afterProgramCreate", {
    get: () => afterProgramCreate,
    set: (listener: NonNullable<Host["afterProgramCreate"]>) => {
      afterProgramCreate = (program) => {
        const wrapped = Object.create(program) as TypeScript.BuilderProgram;
        wrapped.getSourceFile = (name) => {
          const file = program.getSourceFile(name);
          if (!file || name !== cellFile) return file;
          // tslab reads the names that a cell declares, which are there once it is bound. A type checker would bind all files for that.
          (ts as unknown as Internals).bindSourceFile(file, program.getCompilerOptions());
          listLocals(ts, (file as unknown as WithLocals).locals);
          return file;
        };
        wrapped.emit = (file, writeFile, token, onlyDeclarations, transformers) => {
          if (file && file.fileName !== cellFile && ts.sys.fileExists(file.fileName)) {
            return { emitSkipped: true, diagnostics: [] };
          }
          const checker = program.getProgram().getTypeChecker();
          const before = [...(transformers?.before ?? []), expandShorthand(ts, checker, isEarlier), moduleForms(ts)];
          const afterDeclarations = [
            nameableDeclarations(ts, checker, isOfCells),
            ...(transformers?.afterDeclarations ?? []),
          ];
          const after = [valueAfterUsing(ts), ...(transformers?.after ?? [])];
          const all = { ...transformers, before, after, afterDeclarations };
          const { locals } = (file ?? {}) as WithLocals;
          const isAssignable = (name: string): boolean =>
            ((locals?.get(ts.escapeLeadingUnderscores(name))?.flags ?? 0) & ts.SymbolFlags.Variable) !== 0;
          const write: typeof writeFile = (path, text, ...rest) =>
            writeFile?.(path, isEmitted(path) ? withLiveNames(text, isAssignable) : text, ...rest);
          // Emit even if TypeScript can't express some of a cell's types: the cell runs, and its names remain.
          return (program.getProgram() as unknown as ForcedEmit).emit(file, write, token, onlyDeclarations, all, true);
        };
        listener(wrapped);
      };
    },
  });
}

/** Names the project's files as a cell's imports do, where TypeScript writes whole paths. */
function withOwnPaths(message: string, { root, directory }: AdaptTypeScriptOptions): string {
  return message.replaceAll(/"([^"\n]+)"/g, (quoted, path: string) => {
    if (!path.startsWith(`${normalise(root)}/`)) return quoted;
    const own = normalise(relative(directory, path));
    return JSON.stringify(own.startsWith("../") ? own : `./${own}`);
  });
}

function normalise(path: string): string {
  return path.replaceAll("\\", "/");
}

/**
 * The TypeScript `lib` option that matches a Node version's JavaScript. What TypeScript 6.0 knows beyond it is left out, so that a cell
 * that type-checks also runs.
 * @param version Node's, such as `24.1.0`
 */
export function libOfNode(version: string): string[] {
  const major = Number.parseInt(version);
  const libs = ["esnext.disposable", "esnext.decorators"];
  if (major < 22) libs.push("es2023");
  else if (major < 24) libs.push("es2024", "es2025.collection", "es2025.iterator", "esnext.array");
  else libs.push("es2025", "esnext.array", "esnext.error", "esnext.sharedmemory");
  if (major >= 26) libs.push("esnext.typedarrays", "esnext.collection", "esnext.temporal", "esnext.date");
  return libs.map((lib) => `lib.${lib}.d.ts`);
}
