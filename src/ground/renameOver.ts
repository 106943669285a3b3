import { renameSync } from "node:fs";
import { rename } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits before each further attempt, in ms: 1.6 s in all. */
const PAUSES = [10, 20, 50, 100, 200, 400, 800];

/** What Windows reports while another program (a reader, a search index, a virus scanner) has one of the two files open. */
const IN_USE = new Set(["EPERM", "EACCES", "EBUSY"]);

/**
 * Renames a file, replacing an existing one. Windows refuses that while another program has either file open, usually for a moment, so
 * there it is retried. Elsewhere such a refusal is permanent and thrown at once.
 * @param attempt does the renaming
 * @example
 * import { writeFileSync } from "node:fs";
 * import { renameOver } from "../src/ground/index.ts";
 * writeFileSync("genres.csv.part", "label\nFolk\n");
 * await renameOver("genres.csv.part", "genres.csv");
 */
export async function renameOver(
  from: string,
  to: string,
  attempt: (from: string, to: string) => Promise<void> = rename,
  platform = process.platform,
): Promise<void> {
  for (const pause of PAUSES) {
    try {
      await attempt(from, to);
      return;
    } catch (error) {
      if (!mayPass(error, platform)) throw error;
    }
    await sleep(pause);
  }
  await attempt(from, to);
}

/**
 * Like `renameOver`, but synchronous.
 * @example
 * import { writeFileSync } from "node:fs";
 * import { renameOverSync } from "../src/ground/index.ts";
 * writeFileSync("genres.csv.part", "label\nRock\n");
 * renameOverSync("genres.csv.part", "genres.csv");
 */
export function renameOverSync(
  from: string,
  to: string,
  attempt: (from: string, to: string) => void = renameSync,
  platform = process.platform,
): void {
  for (const pause of PAUSES) {
    try {
      attempt(from, to);
      return;
    } catch (error) {
      if (!mayPass(error, platform)) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  attempt(from, to);
}

function mayPass(error: unknown, platform: NodeJS.Platform): boolean {
  return platform === "win32" && IN_USE.has((error as NodeJS.ErrnoException).code ?? "");
}
