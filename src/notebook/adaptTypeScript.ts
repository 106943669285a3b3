import { isBuiltin } from "node:module";
import { join, resolve } from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import type { CellPositions } from "./cellPositions.ts";
import { CheckedSources } from "./checkedSources.ts";
import { expandShorthand } from "./expandShorthand.ts";
import type { InstalledComments } from "./installedComments.ts";

type Ts = typeof TypeScript;

/** The implicit-any family: a cell may leave out annotations, as in tslab; an imported package may have no types. */
const IMPLICIT_ANY_CODES = new Set([7005, 7006, 7010, 7011, 7016, 7018, 7019, 7022, 7023, 7024, 7031, 7034, 7053]);
/** An untyped package, and a file outside of the project, which a notebook from elsewhere may well import. */
const TOLERATED_CODES = new Set([7016, 6059]);

/** The file that holds a cell while TypeScript looks at it, and the one that declares all earlier cells' names. */
const CELL_FILE = "__tslab__.ts";
const DECLARATIONS_FILE = "__prev__.d.ts";

export interface AdaptTypeScriptOptions {
  /** The project's root: what tslab takes for the folder of every cell. */
  readonly root: string;
  /** The notebook's folder: what its relative imports start from. */
  readonly directory: string;
  /** Whether edits of source files matter to anyone. */
  readonly watch: boolean;
  /** Asked for each cell: whether it is converted whatever is wrong with it. Default: no cell is. */
  readonly tolerant?: () => boolean;
}

/**
 * A TypeScript for tslab: the same module with the three entry points wrapped that tslab's converter works through. Types are
 * checked as in the project, imports start from the notebook's folder, only cells are emitted, and each emitted cell
 * leaves its source maps in `positions`.
 */
export function adaptTypeScript(
  ts: Ts,
  options: AdaptTypeScriptOptions,
  positions: CellPositions,
  comments: InstalledComments,
): Ts {
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
    comments.leaveOut(host);
    emitOnlyCells(ts, host, options.root);
    return host;
  }) as Ts["createWatchCompilerHost"];

  const sources = new CheckedSources(ts);
  const getPreEmitDiagnosticsOfFiles: DiagnosticsOfFiles = (program, files) => {
    if (options.tolerant?.()) return [];
    const diagnosticsOf = (ts as unknown as { getPreEmitDiagnosticsOfFiles: DiagnosticsOfFiles })
      .getPreEmitDiagnosticsOfFiles;
    const cells = files.filter(({ fileName }) => fileName === cellFile);
    const imported = files.filter(({ fileName }) => fileName !== cellFile);
    return [...diagnosticsOf(program, cells), ...sources.check(program, imported)].filter(
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

type DiagnosticsOfFiles = (
  program: TypeScript.Program,
  files: readonly TypeScript.SourceFile[],
) => TypeScript.Diagnostic[];

type Host = TypeScript.WatchCompilerHostOfFilesAndCompilerOptions<TypeScript.BuilderProgram>;

/**
 * A cell's imports are resolved from the notebook's folder first; what is not there is looked for from the root: in-memory
 * modules stand there, and declarations that TypeScript wrote for earlier cells name files from there.
 */
function resolveFromNotebook(ts: Ts, host: Host, { root, directory, watch }: AdaptTypeScriptOptions): void {
  const fromRoot = new Set([CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file))));
  const cache = ts.createModuleResolutionCache(root, (file) => file);
  const unresolved = new Set<string>();
  const notebookFile = normalise(resolve(directory, CELL_FILE));

  host.resolveModuleNameLiterals = (literals, containingFile, redirected, compilerOptions) =>
    literals.map(({ text }) => {
      // Declared by @types/node; looking for files of that name costs a third of the start.
      if (isBuiltin(text)) return { resolvedModule: undefined };
      const isCell = fromRoot.has(containingFile);
      const isEdited = isCell || (watch && !containingFile.includes("/node_modules/"));
      for (const from of isCell ? [notebookFile, containingFile] : [containingFile]) {
        // What is not found may be written before the next cell: no cache may remember that.
        const remembered = isEdited ? undefined : cache;
        const found = ts.resolveModuleName(text, from, compilerOptions, host, remembered, redirected);
        if (found.resolvedModule) return found;
      }
      if (isEdited) unresolved.add(containingFile);
      return { resolvedModule: undefined };
    });
  host.hasInvalidatedResolutions = (file) => unresolved.delete(file);
}

/** Only cells change by themselves; the project's own sources may be edited; what is installed stays. */
function watchOnlyWhatChanges(host: Host, { root, watch }: AdaptTypeScriptOptions): void {
  const cells = new Set([CELL_FILE, DECLARATIONS_FILE].map((file) => normalise(join(root, file))));
  const watchFile = host.watchFile.bind(host);
  const unwatched = { close: (): void => undefined };
  host.watchFile = (path, ...rest) =>
    cells.has(path) || (watch && !path.includes("/node_modules/")) ? watchFile(path, ...rest) : unwatched;
  host.watchDirectory = () => unwatched;
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
