import type * as TypeScript from "typescript";

/** Packages whose declarations contain `/**` only in comments: Node's, the language's own, and danfojs with what it imports of Plotly. */
const COMMENTED_PACKAGES = /\/node_modules\/(@types\/node|typescript|danfojs-node|plotly\.js-dist-min)\//;

type Host = TypeScript.WatchCompilerHostOfFilesAndCompilerOptions<TypeScript.BuilderProgram>;

/**
 * Two thirds of the declarations of Node and the language are comments, and five sixths of Plotly's; parsing them takes a third of the
 * start. They are left out until someone asks for documentation.
 */
export class InstalledComments {
  readonly #ts: typeof TypeScript;
  readonly #listeners = new Map<string, TypeScript.FileWatcherCallback>();
  #leftOut = true;

  constructor(ts: typeof TypeScript) {
    this.#ts = ts;
  }

  /** Makes a compiler's host read those files without their comments. */
  leaveOut(host: Host): void {
    const readFile = host.readFile.bind(host);
    host.readFile = (path, encoding) => {
      const text = readFile(path, encoding);
      return this.#leftOut && isCommented(path) ? text?.replaceAll(/\/\*\*[\s\S]*?\*\//g, "") : text;
    };
    const watchFile = host.watchFile.bind(host);
    host.watchFile = (path, listener, ...rest) => {
      if (!isCommented(path)) return watchFile(path, listener, ...rest);
      this.#listeners.set(path, listener);
      return { close: () => this.#listeners.delete(path) };
    };
  }

  /** From now on the files are read with their comments; files that were already read are read again. */
  restore(): void {
    if (!this.#leftOut) return;
    this.#leftOut = false;
    for (const [path, listener] of [...this.#listeners]) listener(path, this.#ts.FileWatcherEventKind.Changed);
  }
}

function isCommented(path: string): boolean {
  return path.endsWith(".d.ts") && COMMENTED_PACKAGES.test(path);
}
