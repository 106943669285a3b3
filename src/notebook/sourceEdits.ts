import { statSync } from "node:fs";
import type * as TypeScript from "typescript";

interface Watched {
  modifiedAt: number;
  readonly listeners: Set<TypeScript.FileWatcherCallback>;
}

/**
 * Notices edits of source files on request rather than whenever they happen: the next cell then sees every edit saved before it, and
 * nothing watches the disk in between. Replaces TypeScript's own file watching.
 */
export class SourceEdits {
  readonly #ts: typeof TypeScript;
  readonly #watched = new Map<string, Watched>();

  constructor(ts: typeof TypeScript) {
    this.#ts = ts;
    ts.sys.watchFile = (path, listener) => this.#watch(path, listener);
  }

  /** Notifies TypeScript of all files that were written, created or deleted since the last call. */
  notice(): void {
    const { Changed, Created, Deleted } = this.#ts.FileWatcherEventKind;
    for (const [path, watched] of this.#watched) {
      const now = modifiedAt(path);
      if (now === watched.modifiedAt) continue;
      const kind = now === 0 ? Deleted : watched.modifiedAt === 0 ? Created : Changed;
      watched.modifiedAt = now;
      for (const listener of watched.listeners) listener(path, kind);
    }
  }

  #watch(path: string, listener: TypeScript.FileWatcherCallback): TypeScript.FileWatcher {
    const watched = this.#watched.get(path) ?? { modifiedAt: modifiedAt(path), listeners: new Set() };
    this.#watched.set(path, watched);
    watched.listeners.add(listener);
    const close = (): void => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.#watched.delete(path);
    };
    return { close };
  }
}

/** 0 for a missing file. */
function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
