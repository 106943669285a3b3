import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** A notebook's folder and project. */
export interface NotebookPlace {
  readonly root: string;
  readonly directory: string;
}

export interface NotebookPlaceOptions {
  /** The folder in which the client started the kernel. */
  readonly cwd: string;
  /** The path of the notebook, if the client gives it (Jupyter's server does, in `JPY_SESSION_NAME`). */
  readonly sessionName?: string | undefined;
  /** The project that the kernel belongs to. */
  readonly ownRoot: string;
}

/**
 * Relative imports are resolved from the notebook's folder. The root is the nearest parent folder with a `package.json`, or the
 * kernel's own project if there is none.
 */
export function notebookPlace({ cwd, sessionName, ownRoot }: NotebookPlaceOptions): NotebookPlace {
  const named = sessionName !== undefined && isAbsolute(sessionName) && existsSync(sessionName);
  const directory = named ? dirname(sessionName) : cwd;
  return { directory, root: nearestProject(directory) ?? ownRoot };
}

function nearestProject(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestProject(parent);
}
