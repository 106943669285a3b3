import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { writeProblem } from "./userError.ts";

/** Waits before each further attempt, in ms: 1.6 s in all. */
const PAUSES = [10, 20, 50, 100, 200, 400, 800];

/** What Windows reports while another program (a reader, a search index, a virus scanner) has one of the two files open. */
const IN_USE = new Set(["EPERM", "EACCES", "EBUSY"]);

/**
 * Writes a file atomically: `path` has either its old content or the complete new one, because a temporary file is written beside it
 * and then renamed. Missing folders are created. If anything fails, the temporary file is removed and the error rethrown; where the disk
 * is full, as one that names `path`.
 * @param content of the file; it may be in pieces
 * @example
 * import { writeFileAtomic } from "../src/ground/index.ts";
 * writeFileAtomic("scores/knn.json", JSON.stringify({ accuracy: 0.41 }));
 */
export function writeFileAtomic(path: string, content: string | Uint8Array | Iterable<string | Uint8Array>): void {
  const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
  replaceFile(path, (temporary) => {
    const file = openSync(temporary, "wx");
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
  });
}

/**
 * Replaces the file at `path` as `writeFileAtomic` does.
 * @param write creates the temporary file at the path it receives
 * @example
 * import { copyFileSync } from "node:fs";
 * import { replaceFile } from "../src/ground/index.ts";
 * replaceFile("copies/song.wav", (temporary) => copyFileSync("song.wav", temporary));
 */
export function replaceFile(path: string, write: (temporary: string) => void): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    write(temporary);
    renameOver(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw writeProblem(path, error);
  }
}

/**
 * Renames a file, replacing an existing one. Windows refuses that while another program has either file open, usually for a moment, so
 * there it is retried. Elsewhere such a refusal is permanent and thrown at once.
 * @param attempt does the renaming
 * @example
 * import { writeFileSync } from "node:fs";
 * import { renameOver } from "../src/ground/index.ts";
 * writeFileSync("genres.csv.part", "label\nFolk\n");
 * renameOver("genres.csv.part", "genres.csv");
 */
export function renameOver(
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
      const mayPass = platform === "win32" && IN_USE.has((error as NodeJS.ErrnoException).code ?? "");
      if (!mayPass) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  attempt(from, to);
}
