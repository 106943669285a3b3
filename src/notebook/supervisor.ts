import { Worker } from "node:worker_threads";
import { LIFELINE_FD } from "./kernelMessages.ts";

/** How long an interrupted cell has to end, or to wait for something again, before its computing is cut off, in ms. */
const GRACE = 200;

/** Positions in the shared memory: how many requests have begun and ended, and how many interrupts have been taken notice of. */
const REQUESTS = 0;
const REACHED = 1;

/**
 * Evaluated in the thread of the cells before it is terminated. Node counts the asynchronous contexts it is in (a session uses
 * them to tell which cell prints) and ends the process when a terminated one was never left.
 */
const UNWIND = `{
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try { process.binding("async_wrap").clearAsyncIdStack(); } catch {}
  process.noDeprecation = noDeprecation;
}`;

/**
 * The thread's program. Odd numbers of requests mean that one is being answered. Only the thread of the cells can be
 * terminated, and only from a thread that does not run them: V8 does it through its inspector.
 */
const PROGRAM = `
const { workerData: { shared, fd, grace, unwind } } = require("node:worker_threads");
const { Session } = require("node:inspector");
const { Socket } = require("node:net");
const [now, { REQUESTS, REACHED }] = [new Int32Array(shared.memory), shared];
const lifeline = new Socket({ fd, readable: true, writable: false });
lifeline.on("data", () => {
  const [request, reached] = [Atomics.load(now, REQUESTS), Atomics.load(now, REACHED)];
  if (request % 2 === 0) return;
  setTimeout(() => {
    if (Atomics.load(now, REQUESTS) !== request || Atomics.load(now, REACHED) !== reached) return;
    // Connected only for this: Node does not end while a session is.
    const session = new Session();
    session.connectToMainThread();
    session.post("Runtime.evaluate", { expression: unwind });
    session.post("Runtime.terminateExecution", () => session.disconnect());
  }, grace);
});
lifeline.on("close", () => process.kill(process.pid, "SIGKILL"));
lifeline.on("error", () => undefined);
`;

/**
 * Watches over a session from a thread of its own, because the thread of the cells hears nothing while a cell computes: cuts
 * off a cell that computes on after it was interrupted, and ends the process when the one that started it is gone.
 */
export class Supervisor {
  readonly #now: Int32Array;

  constructor() {
    const memory = new SharedArrayBuffer(8);
    this.#now = new Int32Array(memory);
    const workerData = { shared: { memory, REQUESTS, REACHED }, fd: LIFELINE_FD, grace: GRACE, unwind: UNWIND };
    const worker = new Worker(PROGRAM, { eval: true, workerData, execArgv: [] });
    worker.unref();
  }

  /** A request is being answered from here on, ... */
  begin(): void {
    Atomics.add(this.#now, REQUESTS, 1);
  }

  /** ... until here. */
  end(): void {
    Atomics.add(this.#now, REQUESTS, 1);
  }

  /** The thread of the cells has taken notice of an interrupt, so that it needs no other help. */
  reached(): void {
    Atomics.add(this.#now, REACHED, 1);
  }
}
