import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, join, sep } from "node:path";
import type * as TsxApi from "tsx/esm/api";

/** Loads what cells import: from the notebook's folder first, then as tslab does (from the root, and tslab itself). */
export class CellRequire {
  readonly require: NodeJS.Require;
  readonly #notebookRequire: NodeJS.Require;
  readonly #loadedAt = new Map<string, number>();
  #hooked = false;

  constructor(directory: string, tslabRequire: NodeJS.Require) {
    this.#notebookRequire = createRequire(join(directory, "cell.ts"));
    const load = (id: string): unknown => {
      const resolved = id === "tslab" ? undefined : this.#resolve(id);
      if (resolved === undefined) return tslabRequire(id);
      if (isLocal(resolved)) this.#hookDynamicImports();
      const module: unknown = this.#notebookRequire(resolved);
      this.#rememberLocalModules();
      return module;
    };
    this.require = Object.assign(load, {
      resolve: this.#notebookRequire.resolve,
      cache: this.#notebookRequire.cache,
      extensions: this.#notebookRequire.extensions,
      main: undefined,
    });
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
    // Loaded only now: most notebooks need it, but none at its start. It hooks into Node by the means that this Node has.
    const { register } = createRequire(import.meta.url)("tsx/esm/api") as typeof TsxApi;
    register();
  }
}

/** Whether a file is a source of the user's, and not installed. */
function isLocal(file: string): boolean {
  return isAbsolute(file) && !file.includes(`${sep}node_modules${sep}`);
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
