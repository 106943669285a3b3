import { closeSync, fstatSync, openSync, rmSync, type Stats } from "node:fs";
import { Worker } from "node:worker_threads";

/** How often a lock is rewritten, in milliseconds. */
const INTERVAL = 5_000;
/** A holder that hasn't rewritten its lock for this long, in milliseconds, has died. */
export const STALE = 60_000;

/** Runs in the thread. It writes to the file that it opened, even if another has since taken that file's place. */
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
 * Rewrites a lock regularly, so that other machines see that its holder is alive. It uses a thread, because an extraction may be busy
 * for long, and doesn't keep the process alive.
 * @returns a function that stops it
 */
export function keepAlive(path: string, content: string): () => void {
  let thread: Worker;
  try {
    thread = new Worker(BEAT, { eval: true, execArgv: [], workerData: { path, content }, name: "lock" });
  } catch {
    // If no thread can start, the lock counts as that of a dead process.
    return () => undefined;
  }
  thread.unref();
  thread.on("error", () => undefined);
  return () => void thread.terminate();
}

/**
 * How long ago a file was last written, in milliseconds, by the clock of its disk: two machines' clocks may differ.
 * @returns undefined if it is gone
 */
export function silence(path: string): number | undefined {
  const probe = `${path}.${process.pid}.now`;
  try {
    // Opened, so that a network file system asks its server.
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
