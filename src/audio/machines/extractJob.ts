import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { type AudioFile, timeLimit } from "../table/audioFile.ts";
import type { ExtractSettings } from "../table/extractClip.ts";
import { type JournalRows, kindOfRows } from "../table/journal.ts";

/** A worker's job for one file. */
export interface ExtractJob {
  /** What its rows have in common with others in the same table. */
  readonly kind: string;
  readonly settings: ExtractSettings;
  /** Milliseconds that it may take. */
  readonly limit: number;
  readonly file: Pick<AudioFile, "path" | "address" | "place" | "name" | "bytes" | "changed">;
}

/** The worker's result. */
export type ExtractResult = JournalRows;

/** What a worker that can't do any job reports when it gives one back. */
export interface Unfit {
  readonly unfit: string;
}

/** The prefix of Redis keys. */
export const KEY_PREFIX = "extract";
/** A file is given up after it has failed, or ended the process that reads it, this many times. */
export const TRIES = 3;
/** A file is also given up after this many workers have vanished while working on it, most of them for other reasons. */
export const MOST_VANISHED = 10;
/** The signal that ends a process that took too long; nothing else sends it. */
const LATE_SIGNAL = "SIGALRM";
/** How BullMQ reports that a file's process was ended because it took too long. */
export const TOO_LATE = new RegExp(`^Unexpected exit code: .* signal: ${LATE_SIGNAL}$`);
/** Between two tries of a file, in milliseconds; a worker decides whether there is another. */
export const BACKOFF = { type: "unless late", delay: 1000 };
/** Why a process could not even start, as when memory is short; not the file's fault. */
export const NO_PROCESS = /^Error initializing child|^Child exited before|^spawn /;

/**
 * A file's job.
 * @param timeout seconds that it may take; by its size where absent
 */
export function jobOf(file: AudioFile, settings: ExtractSettings, timeout?: number): ExtractJob {
  const { path, address, place, name, bytes, changed } = file;
  return {
    kind: kindOfRows(settings),
    settings,
    limit: timeLimit(file, timeout),
    file: { path, ...(address && { address }), ...(place && { place }), name, bytes, changed },
  };
}

/** The same for the same work, so that nothing is queued twice. */
export function jobId(job: ExtractJob): string {
  return `f${createHash("sha256").update(JSON.stringify(job)).digest("hex").slice(0, 32)}`;
}

/** A limit is counted in this many steps: while the whole process is suspended, as in a sleeping machine, at most one passes. */
const STEPS = 20;

/** Runs in a thread, because an endless loop would block the process's own timers. */
const CLOCK = `
const { parentPort } = require("node:worker_threads");
let clock;
parentPort.on("message", (limit) => {
  clearInterval(clock);
  if (limit === null) return;
  let steps = 0;
  clock = setInterval(() => ++steps === ${STEPS} && process.kill(process.pid, "${LATE_SIGNAL}"), limit / ${STEPS});
});`;

let thread: Worker | undefined;

/** Does some work; ends this process with `LATE_SIGNAL` if that takes longer than `limit` milliseconds. */
export async function watched<T>(limit: number, work: () => Promise<T>): Promise<T> {
  if (thread === undefined) {
    thread = new Worker(CLOCK, { eval: true, execArgv: [], name: "watchdog" });
    thread.unref();
  }
  thread.postMessage(limit);
  try {
    return await work();
  } finally {
    thread.postMessage(null);
  }
}
