import { execFile } from "node:child_process";
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";

const CHECK_MILLISECONDS = 60_000;

/** Reads all that is in the store; a reason of the system's (no right, no memory) is left to whoever opens the store. */
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
 * Whether the store in a folder can't be read through. A process of its own finds out: what stands in a damaged file may end
 * whoever reads it (a segmentation fault), at once or later.
 */
export async function isDamaged(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, "data.mdb"))) return false;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--eval", CHECK, import.meta.resolve("lmdb"), folder],
      { timeout: CHECK_MILLISECONDS, killSignal: "SIGKILL", env: {} },
      (error) => resolve(error !== null),
    );
  });
}

/** Renames a folder, so that another can take its place. @returns its new name */
export function setAside(folder: string): string {
  const name = `${folder}.damaged-${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}`;
  renameSync(folder, name);
  return name;
}
