import { createRequire, Module } from "node:module";
import { dirname, join } from "node:path";
import type * as TypeScript from "typescript";
import type { Converter } from "tslab/dist/converter";
import type { ConverterSet, Executor } from "tslab/dist/executor";
import type { CodeMetadata } from "tslab/dist/metadata";
import { adaptTypeScript, type AdaptTypeScriptOptions } from "./adaptTypeScript.ts";
import type { CellPositions } from "./cellPositions.ts";
import { type CachedModule, loadWithCodeCache } from "./codeCache.ts";
import { explainProblems } from "./compileError.ts";
import { InstalledComments } from "./installedComments.ts";
import { plainCell, unknownExports } from "./plainCell.ts";
import { SourceEdits } from "./sourceEdits.ts";

/** The parts used from inside tslab; tests/notebook/tslabEngine.test.ts fails if one of these moves. */
export interface TslabInternals {
  readonly converter: {
    createConverter(): Converter;
  };
  readonly executor: { createExecutor(rootDir: string, convs: ConverterSet, console: EngineConsole): Executor };
  readonly jupyter: { lastWriteDisplayData: WriteDisplayData | null };
  /** What a comment at the start of a cell says about it, such as `@module name`. */
  readonly metadata: { getCodeMetadata(code: string): CodeMetadata };
  /** The TypeScript that all of them use. */
  readonly typescript: typeof TypeScript;
  readonly compiler: CachedModule;
  /** The source files that a session watches. */
  readonly edits: SourceEdits;
  readonly comments: InstalledComments;
}

interface EngineConsole {
  log(value: unknown): void;
  error(...values: unknown[]): void;
}

/** How tslab's `display` passes on its argument. */
export type WriteDisplayData = (
  content: { data: Record<string, string>; metadata: Record<string, unknown>; transient?: { display_id?: string } },
  update?: boolean,
) => void;

const COMPILER_CACHE = "node_modules/.cache/notebook-compiler";

/** What tslab requires: TypeScript 5.0.4 with a handful of added entry points. */
const ITS_OWN_TYPESCRIPT = "@tslab/typescript-for-tslab";

/**
 * Loads tslab's parts on the project's TypeScript, with the entry points that tslab's own has and some of ours. tslab takes it from the
 * module cache, where ours replaces its own: once per process, for one notebook folder.
 */
export function loadTslab(options: AdaptTypeScriptOptions, positions: CellPositions): TslabInternals {
  const require = createRequire(import.meta.url);
  const converterPath = require.resolve("tslab/dist/converter");
  const itsOwnPath = require.resolve(ITS_OWN_TYPESCRIPT, { paths: [dirname(converterPath)] });
  const typescriptPath = require.resolve("typescript");
  const compiler = loadWithCodeCache(typescriptPath, join(options.root, COMPILER_CACHE));
  const ts = require(typescriptPath) as typeof TypeScript;
  const comments = new InstalledComments(ts);
  const itsOwn = new Module(itsOwnPath);
  itsOwn.exports = adaptTypeScript(ts, options, positions, comments);
  itsOwn.loaded = true;
  require.cache[itsOwnPath] = itsOwn;
  const { createConverter } = require(converterPath) as TslabInternals["converter"];
  return {
    typescript: ts,
    compiler,
    comments,
    edits: new SourceEdits(ts),
    converter: { createConverter: () => withModuleForms(ts, renewedConverter(createConverter)) },
    executor: require("tslab/dist/executor") as TslabInternals["executor"],
    jupyter: require("tslab/dist/jupyter") as TslabInternals["jupyter"],
    metadata: require("tslab/dist/metadata") as TslabInternals["metadata"],
  };
}

/** A converter that accepts cells as users paste them from modules: with `export`. */
function withModuleForms(ts: typeof TypeScript, converter: Converter): Converter {
  return {
    ...converter,
    convert: (previous, source) => {
      const converted = converter.convert(previous, plainCell(ts, source));
      const { declOutput } = converted;
      if (declOutput === undefined) {
        return { ...converted, diagnostics: explainProblems(source, converted.diagnostics) };
      }
      const unknown = unknownExports(ts, source, declOutput);
      if (unknown.length > 0) return { diagnostics: unknown };
      // tslab would look for what it declares among the cell's exports.
      return { ...converted, declOutput: declOutput.replaceAll(/^declare global \{$[^]*?^\}$/gm, "") };
    },
  };
}

/**
 * A converter that is made anew when the compiler fails, as it does on code nested too deeply for its stack: interrupted in the middle
 * of its work, tslab's would refuse every later cell. What the compiler threw is thrown on.
 */
function renewedConverter(create: () => Converter): Converter {
  let current = create();
  const renewing = <Result>(use: () => Result): Result => {
    try {
      return use();
    } catch (error) {
      current.close();
      current = create();
      throw error;
    }
  };
  return {
    convert: (...given) => renewing(() => current.convert(...given)),
    inspect: (...given) => renewing(() => current.inspect(...given)),
    complete: (...given) => renewing(() => current.complete(...given)),
    addModule: (...given) => renewing(() => current.addModule(...given)),
    close: () => current.close(),
  };
}
