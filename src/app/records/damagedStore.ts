import { execFile } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";

const CHECK_MILLISECONDS = 60_000;

/** Reads everything in the store. A system error (no permission, no memory) is left to the code that opens the store. */
const CHECK = `
const [lmdb, folder] = process.argv.slice(1);
import(lmdb).then(async ({ open }) => {
  try {
    const root = open({ path: folder, readOnly: true });
    for (const name of ["datasets", "records", "tallies"]) for (const entry of root.openDB({ name })?.getRange() ?? []) void entry;
    process.exit(0);
  } catch (error) {
    process.exit(error.code > 0 ? 0 : 1);
  }
});`;

/**
 * Whether the store in a folder can't be read completely. This is checked in a separate process, because a damaged file can crash its
 * reader (a segmentation fault), at once or later.
 * @throws Error if that process can't be started, which says nothing about the store
 */
export async function isDamaged(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, "data.mdb"))) return false;
  return new Promise((resolve, reject) => {
    const check = execFile(
      process.execPath,
      ["--eval", CHECK, import.meta.resolve("lmdb"), folder],
      { timeout: CHECK_MILLISECONDS, killSignal: "SIGKILL", env: {} },
      (error) => {
        if (error && check.pid === undefined) reject(error);
        else resolve(error !== null);
      },
    );
  });
}

/**
 * Renames a folder to make room for another.
 * @returns its new name
 */
export function setAside(folder: string): string {
  const name = `${folder}.damaged-${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}`;
  renameSync(folder, name);
  return name;
}
