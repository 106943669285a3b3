import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "../ground/index.ts";

/** A file that a command writes when its work is done. */
export interface Output {
  /** The option as the user gave it, such as `--out my.model`. */
  readonly setting: string;
  readonly path: string;
  /** What it is, such as `a model`. */
  readonly kind: string;
  /** How files of this kind begin: others are not replaced. */
  readonly beginning: string;
}

/**
 * Rejects a place for a file before any work: one that can't be written, or where something else would be lost.
 * @throws UserError, one line
 */
export function checkOutput({ setting, path, kind, beginning }: Output): void {
  const folder = dirname(path);
  const refuse = (problem: string): never => {
    throw new UserError(`${setting}: ${problem}`);
  };
  if (!existsSync(folder)) refuse(`there is no folder ${folder}`);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) refuse(`it is a folder; expected a file for ${kind}`);
  if (stats?.isFile() && stats.size > 0 && !beginsWith(path, beginning)) {
    refuse(`it is not ${kind} and would be lost: name another file, or move that one`);
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    refuse(`nothing can be written to ${folder}`);
  }
}

function beginsWith(path: string, beginning: string): boolean {
  const wanted = Buffer.from(beginning);
  const first = Buffer.alloc(wanted.length);
  const file = openSync(path, "r");
  try {
    readSync(file, first);
  } finally {
    closeSync(file);
  }
  return first.equals(wanted);
}
