import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { renameOver, renameOverSync } from "./renameOver.ts";
import { writeProblem } from "./writeProblem.ts";

/**
 * Replaces the file at `path` atomically: it has either its old content or the complete new one, because `write` creates a temporary
 * file beside it, which is then renamed. Missing folders are created. If anything fails, the temporary file is removed and the error
 * rethrown; where the disk is full, as one that names `path`.
 * @param write creates the file at the path it receives
 * @example
 * import { writeFile } from "node:fs/promises";
 * import { replaceFile } from "../src/ground/index.ts";
 * await replaceFile("tables/genres.csv", (temporary) => writeFile(temporary, "label\nFolk\n"));
 */
export async function replaceFile(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = beside(path);
  try {
    await write(temporary);
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeProblem(path, error);
  }
}

/** Like `replaceFile`, but synchronous. */
export function replaceFileSync(path: string, write: (temporary: string) => void): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = beside(path);
  try {
    write(temporary);
    renameOverSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw writeProblem(path, error);
  }
}

function beside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
}
