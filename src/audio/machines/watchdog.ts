import { Worker } from "node:worker_threads";

/** The signal that ends a process that took too long; nothing else sends it. */
export const LATE_SIGNAL = "SIGALRM";
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
