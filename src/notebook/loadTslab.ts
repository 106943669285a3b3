import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import type { Converter, IsCompleteResult } from "tslab/dist/converter";
import type { ConverterSet, Executor } from "tslab/dist/executor";
import type { CodeMetadata } from "tslab/dist/metadata";
import { adaptTypeScript, type AdaptTypeScriptOptions } from "./adaptTypeScript.ts";
import type { CellPositions } from "./cellPositions.ts";
import { type CachedModule, loadWithCodeCache } from "./codeCache.ts";
import { InstalledComments } from "./installedComments.ts";
import { SourceEdits } from "./sourceEdits.ts";

/** What is taken from inside tslab; tests/notebook/tslabEngine.test.ts fails when one of these moves. */
export interface TslabInternals {
  readonly converter: {
    createConverter(options?: { isJS?: boolean }): Converter;
    isCompleteCode(code: string): IsCompleteResult;
  };
  readonly executor: { createExecutor(rootDir: string, convs: ConverterSet, console: EngineConsole): Executor };
  readonly jupyter: { lastWriteDisplayData: WriteDisplayData | null };
  /** What a cell says of itself in a comment before its code, such as `@module name`. */
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

/** How tslab's `display` hands over what it is given. */
export type WriteDisplayData = (
  content: { data: Record<string, string>; metadata: Record<string, unknown>; transient?: { display_id?: string } },
  update?: boolean,
) => void;

const COMPILER_CACHE = "node_modules/.cache/notebook-compiler";

/**
 * Loads tslab's parts on a TypeScript whose entry points we have wrapped. tslab reads them from the module cache, so the
 * wrapped module takes the original's place there until tslab has been loaded: once a process, for one notebook folder.
 */
export function loadTslab(options: AdaptTypeScriptOptions, positions: CellPositions): TslabInternals {
  const require = createRequire(import.meta.url);
  const converterPath = require.resolve("tslab/dist/converter");
  const typescriptPath = require.resolve("@tslab/typescript-for-tslab", { paths: [dirname(converterPath)] });
  const compiler = loadWithCodeCache(typescriptPath, join(options.root, COMPILER_CACHE));
  const ts = require(typescriptPath) as typeof TypeScript;
  const comments = new InstalledComments(ts);
  require.cache[typescriptPath]!.exports = adaptTypeScript(ts, options, positions, comments);
  return {
    typescript: ts,
    compiler,
    comments,
    edits: new SourceEdits(ts),
    converter: require(converterPath) as TslabInternals["converter"],
    executor: require("tslab/dist/executor") as TslabInternals["executor"],
    jupyter: require("tslab/dist/jupyter") as TslabInternals["jupyter"],
    metadata: require("tslab/dist/metadata") as TslabInternals["metadata"],
  };
}
