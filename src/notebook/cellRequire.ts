import { statSync } from "node:fs";
import { createRequire, Module, register } from "node:module";
import { isAbsolute, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import type * as TsxApi from "tsx/esm/api";

const [MAJOR, MINOR] = process.versions.node.split(".").map(Number) as [number, number];
/**
 * Whether tsx hooks into this Node through `module.registerHooks`. Its way for older versions is `module.register`, about which Node 26
 * warns and which tsx only finds when loaded as an ES module.
 */
const HAS_SYNCHRONOUS_HOOKS = MAJOR >= 25 || (MAJOR === 24 && MINOR >= 12);

/** The error for a TypeScript source with top-level await that is compiled for `require`. */
const AWAITS_AS_COMMONJS = /Top-level await is currently not supported/;
/** Error codes of `require` for a module with top-level await, and for a package that supports only `import`. */
const FOR_IMPORT_CODES = new Set(["ERR_REQUIRE_ASYNC_MODULE", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);

/** Loads what cells import: from the notebook's folder first, then as tslab does (from the root, and tslab itself). */
export class CellRequire {
  readonly require: NodeJS.Require;
  /** The cells' `import.meta`. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** Node's `import()`, from the notebook's folder. */
  readonly #import: (id: string, options?: ImportCallOptions) => Promise<unknown>;
  /** The modules that only `import()` can load, keyed by the name cells use for them. */
  readonly #awaited = new Map<string, unknown>();
  /** The module that `require` has just refused. */
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

  /** A cell's `import()`: the user's own sources are shared with other cells' imports, everything else comes from Node's own loader. */
  readonly load = async (id: string, options?: ImportCallOptions): Promise<unknown> => {
    if (id !== "tslab" && !this.#leadsToSource(id)) return this.#import(id, options);
    try {
      return asNamespace(this.require(id));
    } catch (error) {
      if (!(await this.loadRefused(error))) throw error;
      return this.require(id);
    }
  };

  /** Whether a cell failed because only `import()` can load one of its imports; if so, the module has now been loaded. */
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

  /** Drops every local module whose file has changed since it was loaded, and every local module that imports one. */
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

  /** Where `id` resolves to from the notebook's folder, or undefined if it doesn't. */
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

  /** A local module may `import()` another TypeScript file, which Node's own loader then loads rather than `require`. */
  #hookDynamicImports(): void {
    if (this.#hooked) return;
    this.#hooked = true;
    const require = createRequire(import.meta.url);
    // Loaded only when needed: most notebooks need it, but none at the start.
    if (HAS_SYNCHRONOUS_HOOKS) (require("tsx/esm/api") as typeof TsxApi).register();
    else register(pathToFileURL(require.resolve("tsx/esm")).href, { data: {} });
  }
}

/** A file's own `import()`, from a module that is compiled here and exists nowhere. */
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

/** What `import()` returns for a module loaded by `require`. */
function asNamespace(module: unknown): unknown {
  const isModule =
    typeof module === "object" && module !== null && ("__esModule" in module || types.isModuleNamespaceObject(module));
  return isModule ? module : { ...(module as object), default: module };
}

/** Whether a file is the user's own source rather than an installed one. */
function isLocal(file: string): boolean {
  return isAbsolute(file) && !file.includes(`${sep}node_modules${sep}`);
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
