import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** Where a notebook lies, and in which project. */
export interface NotebookPlace {
  readonly root: string;
  readonly directory: string;
}

export interface NotebookPlaceOptions {
  /** The folder that the client started the kernel in. */
  readonly cwd: string;
  /** The path of the notebook, where the client says it (Jupyter's server does, in `JPY_SESSION_NAME`). */
  readonly sessionName?: string | undefined;
  /** The project that the kernel belongs to. */
  readonly ownRoot: string;
}

/**
 * The notebook's folder is what its relative imports start from. The root is the nearest folder above it with a `package.json`,
 * or the kernel's own project for a notebook that lies in none.
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
