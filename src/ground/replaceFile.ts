import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Puts a file in the place of `path`, which holds either what it held before or the whole new content: `write` makes it beside, then it
 * is renamed. Missing folders are made. Where anything fails the temporary file is removed and the cause is thrown on.
 * @param write makes the file whose path it is given
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
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** As `replaceFile`, synchronously. */
export function replaceFileSync(path: string, write: (temporary: string) => void): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = beside(path);
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function beside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
}
