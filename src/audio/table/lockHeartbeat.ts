import { closeSync, fstatSync, openSync, rmSync, type Stats } from "node:fs";
import { Worker } from "node:worker_threads";

/** How often a lock is written again, in milliseconds. */
const INTERVAL = 5_000;
/** Who does not write it again for so long has died. */
export const STALE = 60_000;

/** What runs in the thread. It writes to the file that it opened, also where another stands at that place meanwhile. */
const BEAT = `
const { fsyncSync, openSync, readFileSync, writeSync } = require("node:fs");
const { content, path } = require("node:worker_threads").workerData;
try {
  const lock = openSync(path, "r+");
  if (readFileSync(lock, "utf8") === content) {
    setInterval(() => {
      try {
        writeSync(lock, content, 0);
        fsyncSync(lock);
      } catch {}
    }, ${INTERVAL});
  }
} catch {}`;

/**
 * Writes a lock again and again, so that other machines see that its holder lives: in a thread, as an extraction may have no moment for it for
 * long. It does not keep the process alive.
 * @returns what ends it
 */
export function keepAlive(path: string, content: string): () => void {
  let thread: Worker;
  try {
    thread = new Worker(BEAT, { eval: true, execArgv: [], workerData: { path, content }, name: "lock" });
  } catch {
    // Where no thread can start, the lock is as good as one of a process that has died.
    return () => undefined;
  }
  thread.unref();
  thread.on("error", () => undefined);
  return () => void thread.terminate();
}

/**
 * For how long a file has not been written, in milliseconds, by the clock of the disk it is on: those of two machines may differ.
 * @returns undefined where it is gone
 */
export function silence(path: string): number | undefined {
  const probe = `${path}.${process.pid}.now`;
  try {
    // Opened, so that a network's file system asks its server.
    const last = timesOf(path, "r").mtimeMs;
    return timesOf(probe, "w").mtimeMs - last;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  } finally {
    rmSync(probe, { force: true });
  }
}

function timesOf(path: string, flag: "r" | "w"): Stats {
  const descriptor = openSync(path, flag);
  try {
    return fstatSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
