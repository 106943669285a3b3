import { open } from "node:fs/promises";
import { AudioError } from "./audioError.ts";

/** The largest file that is read into memory. */
const MOST_BYTES = 2 ** 30;

/**
 * Reads an audio file and does something with its bytes; every error names the file.
 * @throws AudioError, in one line that names the file, where it can't be read or `use` fails
 */
export async function readAudio<T>(path: string, use: (file: Uint8Array) => Promise<T>): Promise<T> {
  try {
    return await use(await readWhole(path));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new AudioError(`${path}: there is no such file`, { cause });
    throw new AudioError(`${path}: ${code ? message.split(",")[0] : message}`, { cause });
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size > MOST_BYTES) throw new Error("it is larger than 1 GiB: cut it into parts first");
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
