import { Worker } from "node:worker_threads";

/** What ends a process that took too long: nothing else sends it. */
export const LATE_SIGNAL = "SIGALRM";
/** A limit is counted in so many steps: while the whole process stands still, as in a suspended machine, no more than one passes. */
const STEPS = 20;

/** What runs in the thread: a loop that never ends keeps the process's own clock from being heard. */
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

/** Does some work; ends this process by `LATE_SIGNAL` where that takes longer than `limit` milliseconds. */
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
