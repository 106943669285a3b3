import { statSync } from "node:fs";
import { createRequire, Module, register } from "node:module";
import { isAbsolute, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import type * as TsxApi from "tsx/esm/api";

const [MAJOR, MINOR] = process.versions.node.split(".").map(Number) as [number, number];
/**
 * Whether tsx hooks into this Node through `module.registerHooks`. Node 26 warns of its way for older ones, `module.register`, which
 * tsx itself finds only when it is loaded as an ES module.
 */
const HAS_SYNCHRONOUS_HOOKS = MAJOR >= 25 || (MAJOR === 24 && MINOR >= 12);

/** What is said of a TypeScript source that awaits at its top level when it is compiled for `require`. */
const AWAITS_AS_COMMONJS = /Top-level await is currently not supported/;
/** What `require` throws of a module that awaits, and of a package that is for `import` alone. */
const FOR_IMPORT_CODES = new Set(["ERR_REQUIRE_ASYNC_MODULE", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);

/** Loads what cells import: from the notebook's folder first, then as tslab does (from the root, and tslab itself). */
export class CellRequire {
  readonly require: NodeJS.Require;
  /** What a cell has for `import.meta`. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** Node's `import()`, from the notebook's folder. */
  readonly #import: (id: string, options?: ImportCallOptions) => Promise<unknown>;
  /** The modules that only `import()` can load, by what cells call them. */
  readonly #awaited = new Map<string, unknown>();
  /** The one that `require` has just refused. */
  #refused: string | undefined;
  readonly #notebookRequire: NodeJS.Require;
  readonly #loadedAt = new Map<string, number>();
  #hooked = false;

  constructor(directory: string, tslabRequire: NodeJS.Require) {
    const file = join(directory, "cell.ts");
    this.#import = importFrom(file);
    this.#notebookRequire = createRequire(file);
    const resolve = (id: string): string => {
      const resolved = this.#notebookRequire.resolve(id);
      return isAbsolute(resolved) ? pathToFileURL(resolved).href : resolved;
    };
    this.meta = { dirname: directory, filename: file, url: pathToFileURL(file).href, resolve, main: false };
    const load = (id: string): unknown => {
      if (this.#awaited.has(id)) return this.#awaited.get(id);
      try {
        const resolved = id === "tslab" ? undefined : this.#resolve(id);
        if (resolved === undefined) return tslabRequire(id);
        if (isLocal(resolved)) this.#hookDynamicImports();
        return this.#notebookRequire(resolved) as unknown;
      } catch (error) {
        if (isForImport(error)) this.#refused = id;
        throw error;
      } finally {
        this.#rememberLocalModules();
      }
    };
    this.require = Object.assign(load, {
      resolve: this.#notebookRequire.resolve,
      cache: this.#notebookRequire.cache,
      extensions: this.#notebookRequire.extensions,
      main: undefined,
    });
  }

  /** `import()` of a cell: the user's own sources are those that other cells import, all else comes from Node's own loader. */
  readonly load = async (id: string, options?: ImportCallOptions): Promise<unknown> => {
    if (id !== "tslab" && !this.#leadsToSource(id)) return this.#import(id, options);
    try {
      return asNamespace(this.require(id));
    } catch (error) {
      if (!(await this.loadRefused(error))) throw error;
      return this.require(id);
    }
  };

  /** Whether a cell failed because only `import()` can load what it imports; that has then been done. */
  async loadRefused(error: unknown): Promise<boolean> {
    const id = this.#refused;
    this.#refused = undefined;
    if (id === undefined || !isForImport(error)) return false;
    try {
      this.#awaited.set(id, await this.#import(id));
    } catch (cause) {
      if (!AWAITS_AS_COMMONJS.test(String(cause))) throw cause;
      const way = 'name it .mts, or write "type": "module" into its package.json';
      throw new Error(`${id} awaits at its top level, which only an ES module may: ${way}`, { cause });
    }
    return true;
  }

  #leadsToSource(id: string): boolean {
    try {
      const resolved = this.#resolve(id);
      return resolved !== undefined && isLocal(resolved);
    } catch {
      return false;
    }
  }

  /** Forgets every local module whose file has changed since it was loaded, and every local module that imports one. */
  forgetChangedModules(): void {
    const cache = this.#notebookRequire.cache;
    const stale = new Set<string>();
    for (const [file, loadedAt] of this.#loadedAt) if (modifiedAt(file) !== loadedAt) stale.add(file);
    if (stale.size === 0) return;
    for (let before = -1; before !== stale.size;) {
      before = stale.size;
      for (const file of this.#loadedAt.keys()) {
        if (cache[file]?.children.some((child) => stale.has(child.filename))) stale.add(file);
      }
    }
    for (const file of stale) {
      this.#loadedAt.delete(file);
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Node's cache is an object with file names as keys
      delete cache[file];
    }
  }

  /** Where `id` leads from the notebook's folder, or undefined when it leads nowhere from there. */
  #resolve(id: string): string | undefined {
    try {
      return this.#notebookRequire.resolve(id);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
      throw error;
    }
  }

  #rememberLocalModules(): void {
    for (const file of Object.keys(this.#notebookRequire.cache)) {
      if (!this.#loadedAt.has(file) && isLocal(file)) this.#loadedAt.set(file, modifiedAt(file));
    }
  }

  /** A local module may `import()` another TypeScript file, which is not loaded by `require` but by Node's own loader. */
  #hookDynamicImports(): void {
    if (this.#hooked) return;
    this.#hooked = true;
    const require = createRequire(import.meta.url);
    // Loaded only now: most notebooks need it, but none at its start.
    if (HAS_SYNCHRONOUS_HOOKS) (require("tsx/esm/api") as typeof TsxApi).register();
    else register(pathToFileURL(require.resolve("tsx/esm")).href, { data: {} });
  }
}

/** `import()` as a file has it: a module that is compiled here and is nowhere. */
function importFrom(file: string): (id: string, options?: ImportCallOptions) => Promise<unknown> {
  const module = new Module(file) as Module & { _compile(source: string, file: string): void };
  module.filename = file;
  module._compile("module.exports = (id, options) => import(id, options);", file);
  return module.exports as (id: string, options?: ImportCallOptions) => Promise<unknown>;
}

function isForImport(error: unknown): boolean {
  const { code, message } = (error ?? {}) as NodeJS.ErrnoException;
  return FOR_IMPORT_CODES.has(code ?? "") || AWAITS_AS_COMMONJS.test(message ?? "");
}

/** What `import()` gives of a module that was loaded by `require`. */
function asNamespace(module: unknown): unknown {
  const isModule =
    typeof module === "object" && module !== null && ("__esModule" in module || types.isModuleNamespaceObject(module));
  return isModule ? module : { ...(module as object), default: module };
}

/** Whether a file is a source of the user's, and not installed. */
function isLocal(file: string): boolean {
  return isAbsolute(file) && !file.includes(`${sep}node_modules${sep}`);
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
