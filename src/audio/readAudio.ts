import type { Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import { AudioError } from "./audioError.ts";
import { printable } from "./printable.ts";

/** The largest file that is read into memory. */
export const MOST_BYTES = 2 ** 30;

/**
 * Reads an audio file and passes its bytes to `use`; every error names the file.
 * @throws AudioError, one line that names the file, if it can't be read, `use` fails, or the file was changed meanwhile, as one is that is
 * still being copied
 */
export function readAudio<T>(path: string, use: (file: Uint8Array) => Promise<T>): Promise<T> {
  return named(path, async () => {
    const before = await stat(path);
    const used = await use(await readWhole(path, before));
    const after = await stat(path).catch(() => before);
    if (after.size === before.size && after.mtimeMs === before.mtimeMs) return used;
    throw new Error("it was changed while it was read: run the command again when it is complete");
  });
}

/** Does some work on the file with this name; every error names it. */
export async function named<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const name = printable(path);
    if (code === "ENOENT") throw new AudioError(`${name}: there is no such file`, { cause });
    throw new AudioError(`${name}: ${code ? message.split(",")[0] : message}`, { cause });
  }
}

/** @param stats taken before opening it, because opening a pipe blocks while nobody writes into it */
async function readWhole(path: string, stats: Stats): Promise<Uint8Array> {
  const problem = kindProblem(stats);
  if (problem !== undefined) throw new Error(problem);
  if (stats.size > MOST_BYTES) throw new Error("it is larger than 1 GiB: cut it into parts first");
  const handle = await open(path);
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Why something can't be read as a file (reading a pipe would block, a device has no end), or undefined if it is a file. */
export function kindProblem(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "it is a folder";
  if (stats.isFIFO()) return "it is a pipe, no file";
  if (stats.isSocket()) return "it is a socket, no file";
  return "it is a device, no file";
}
