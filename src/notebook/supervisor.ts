import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { InterruptError } from "./interruptError.ts";
import { LIFELINE_FD, type LifelineMessage } from "./kernelMessages.ts";

/** How long an interrupted cell has to end, or to wait for something again, before it is terminated, in ms. */
const GRACE = 200;
/** How soon to retry if a cell is in the middle of sending a message, in ms. */
const RETRY = 5;
/** How long a cell that is to be terminated waits for that after each message, in ms: one that only prints is rarely outside of them. */
const PAUSE = 50;

/** Positions in the shared memory. REQUEST: the number of the request being answered; 0 if there is none. */
const REQUEST = 0;
/** How many interrupts the cells' thread has noticed. */
const REACHED = 1;
/** The request whose child processes were told to end. */
const SIGNALLED = 2;
/** How many messages have come over the lifeline. */
const HEARD = 3;
/** The request that was interrupted last. */
const INTERRUPTED = 4;
/** The request that is to be terminated as soon as its cell sends no message. */
const WANTED = 6;
/** What the cells' thread is doing, as far as it matters for termination: */
const PHASE = 5;

/** not the cell's code, and must not be terminated; */
const OURS = 0;
/** the cell's own code; */
const CELL = 1;
/** something in between that must finish; */
const BUSY = 2;
/** is being terminated, and may not leave the cell's code. */
const CUTTING = 3;

/** The global that tells the cells' thread that it was terminated. */
const CUT_HOOK = "notebook.cut-off";

/**
 * Evaluated in the cells' thread before it is terminated, and afterwards. Where AsyncLocalStorage counts the asynchronous contexts it
 * is in (before Node 24), Node ends the process if a terminated context was never left, unless told not to check.
 */
const UNWIND = inAsyncWrap(`
  if (fields[kTotals] > 0) globalThis[totals] = fields[kTotals];
  fields[kTotals] = fields[kCheck] = 0;
  clearAsyncIdStack();`);
const REWIND = inAsyncWrap(`
  fields[kTotals] = globalThis[totals] ?? 0;
  clearAsyncIdStack();`);

function inAsyncWrap(code: string): string {
  return `{
  const { noDeprecation } = process;
  process.noDeprecation = true;
  const totals = Symbol.for("notebook.async-totals");
  try {
    const { async_hook_fields: fields, constants: { kCheck, kTotals }, clearAsyncIdStack } = process.binding("async_wrap");
    ${code}
  } catch {}
  process.noDeprecation = noDeprecation;
}`;
}

/** The supervisor thread's program. The cells' thread must be terminated from a different thread: V8 does it through its inspector. */
const PROGRAM = `
const { readdirSync, readFileSync, readlinkSync } = require("node:fs");
const { workerData: { memory, fd, grace, retry, unwind, rewind, hook, answers } } = require("node:worker_threads");
const { Session } = require("node:inspector");
const { Socket } = require("node:net");
const { createInterface } = require("node:readline");
const now = new Int32Array(memory, 0, 7);
const begun = new Float64Array(memory, 32, 1);
const lifeline = new Socket({ fd, readable: true, writable: false });
createInterface({ input: lifeline }).on("line", (line) => {
  const message = JSON.parse(line);
  if (message.interrupt !== undefined) Atomics.store(now, ${INTERRUPTED}, message.interrupt);
  answers.postMessage(message);
  Atomics.add(now, ${HEARD}, 1);
  Atomics.notify(now, ${HEARD});
  if (message.interrupt !== undefined) interrupt(message.interrupt);
});
function interrupt(request) {
  const reached = Atomics.load(now, ${REACHED});
  const goesOn = () => Atomics.load(now, ${REQUEST}) === request && Atomics.load(now, ${REACHED}) === reached;
  // A cell that waits for a process without letting anything else run goes on when the process ends. Only when it waits for none
  // can it be cut off.
  const stop = (time) => {
    // What has not come to its own code yet does not begin with it.
    if (!goesOn() || Atomics.load(now, ${PHASE}) === ${OURS}) {
      Atomics.store(now, ${WANTED}, 0);
      return;
    }
    const processes = processesOfCell();
    if (processes.length > 0) {
      Atomics.store(now, ${SIGNALLED}, request);
      for (const pid of processes) {
        try { process.kill(pid, time < 5 ? "SIGINT" : "SIGKILL"); } catch {}
      }
      setTimeout(stop, grace, time + 1);
    } else if (Atomics.compareExchange(now, ${PHASE}, ${CELL}, ${CUTTING}) !== ${CELL}) {
      Atomics.store(now, ${WANTED}, request);
      setTimeout(stop, retry, time);
    } else if (!goesOn()) {
      Atomics.store(now, ${PHASE}, ${CELL});
    } else {
      Atomics.store(now, ${WANTED}, 0);
      cutOff();
    }
  };
  setTimeout(stop, grace, 0);
}
function cutOff() {
  // Connected only for this: Node does not end while a session is.
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.evaluate", { expression: unwind });
  session.post("Runtime.terminateExecution", () => {
    Atomics.store(now, ${PHASE}, ${CELL});
    // In one: in between the thread of the cells could enter a context of which nothing is known.
    const expression = rewind + "globalThis[Symbol.for('" + hook + "')]()";
    session.post("Runtime.evaluate", { expression }, () => session.disconnect());
  });
}
// Those below this one that are younger than the request, as Linux tells them; tsx's compiler, which a cell's import starts, stays.
function processesOfCell() {
  const found = [];
  try {
    // Where /proc is that of other process numbers than ours, it tells nothing.
    if (Number(readlinkSync("/proc/self")) !== process.pid) return found;
    const uptime = Number(readFileSync("/proc/uptime", "latin1").split(" ")[0]) * 1000;
    const children = new Map();
    for (const name of readdirSync("/proc")) {
      if (!/^\\d+$/.test(name)) continue;
      let stat;
      try { stat = readFileSync("/proc/" + name + "/stat", "latin1"); } catch { continue; }
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const age = uptime - Number(fields[19]) * 10;
      const of = { pid: Number(name), young: Date.now() - age > begun[0] - 100, compiler: stat.includes("(esbuild)") };
      children.set(Number(fields[1]), [...(children.get(Number(fields[1])) ?? []), of]);
    }
    const visit = (pid) => {
      for (const child of children.get(pid) ?? []) {
        if (child.compiler) continue;
        visit(child.pid);
        if (child.young) found.push(child.pid);
      }
    };
    visit(process.pid);
  } catch {}
  return found;
}
lifeline.on("close", () => process.kill(process.pid, "SIGKILL"));
lifeline.on("error", () => undefined);
`;

/**
 * Watches over a session from a separate thread, because the cells' thread hears nothing while a cell computes. It terminates a cell
 * that goes on computing after an interrupt, ends the processes that a cell waits for (`execSync`), and ends this process when the one
 * that started it is gone. It terminates only a cell's own code: terminating the compiler would leave it broken, and a half-written
 * message unreadable.
 */
export class Supervisor {
  readonly #now: Int32Array;
  readonly #begun: Float64Array;
  readonly #answers: MessagePort;
  #questions = 0;

  /** @param onCutOff called when a cell has been terminated, which can't report it itself */
  constructor(onCutOff: () => void) {
    const memory = new SharedArrayBuffer(40);
    this.#now = new Int32Array(memory, 0, 7);
    this.#begun = new Float64Array(memory, 32, 1);
    const { port1: ours, port2: answers } = new MessageChannel();
    this.#answers = ours;
    Object.assign(globalThis, { [Symbol.for(CUT_HOOK)]: onCutOff });
    const workerData = {
      memory,
      fd: LIFELINE_FD,
      grace: GRACE,
      retry: RETRY,
      unwind: UNWIND,
      rewind: REWIND,
      hook: CUT_HOOK,
      answers,
    };
    const worker = new Worker(PROGRAM, { eval: true, workerData, transferList: [answers], execArgv: [] });
    worker.unref();
    ours.unref();
  }

  /** From here on, the request of this number is being answered, ... */
  begin(request: number): void {
    this.#begun[0] = Date.now();
    Atomics.store(this.#now, REQUEST, request);
  }

  /** ... until here. */
  end(): void {
    Atomics.store(this.#now, REQUEST, 0);
  }

  /**
   * From here on, the cell's own code runs, ...
   * @throws InterruptError if it was interrupted before that
   */
  readonly enter = (): void => {
    Atomics.store(this.#now, PHASE, CELL);
    if (Atomics.load(this.#now, INTERRUPTED) !== Atomics.load(this.#now, REQUEST)) return;
    this.leave();
    throw new InterruptError();
  };

  /** ... until here. */
  readonly leave = (): void => {
    this.#hold();
    Atomics.store(this.#now, PHASE, OURS);
  };

  /** Does work that must not be terminated halfway. */
  whole(work: () => void): void {
    const within = this.#hold();
    work();
    if (!within) return;
    Atomics.store(this.#now, PHASE, CELL);
    const request = Atomics.load(this.#now, REQUEST);
    if (Atomics.load(this.#now, WANTED) === request) Atomics.wait(this.#now, WANTED, request, PAUSE);
  }

  /** Whether the current request was interrupted by ending the processes that it waits for. */
  get signalled(): boolean {
    return Atomics.load(this.#now, SIGNALLED) === Atomics.load(this.#now, REQUEST);
  }

  /**
   * The cells' thread has noticed an interrupt and needs no other help. A cell that is yet to be compiled doesn't start, even if the
   * supervisor thread hasn't heard of it yet, for example while that thread starts.
   */
  reached(): void {
    Atomics.store(this.#now, INTERRUPTED, Atomics.load(this.#now, REQUEST));
    Atomics.add(this.#now, REACHED, 1);
  }

  /**
   * Waits for the reader's answer to a question; nothing else runs in the meantime.
   * @param put asks the question, which has this number
   * @throws InterruptError if the cell is interrupted first
   */
  waitForAnswer(put: (id: number) => void): string {
    this.#heard();
    const id = ++this.#questions;
    put(id);
    for (;;) {
      const heard = Atomics.load(this.#now, HEARD);
      for (const message of this.#heard()) {
        if ("interrupt" in message) {
          this.reached();
          throw new InterruptError();
        }
        // A late answer belongs to a question that is no longer being asked.
        if (message.id === id) return message.answer;
      }
      Atomics.wait(this.#now, HEARD, heard);
    }
  }

  /** If a cell's code runs, protects the thread from being terminated, and returns whether it does. */
  #hold(): boolean {
    for (;;) {
      const phase = Atomics.compareExchange(this.#now, PHASE, CELL, BUSY);
      // While it is being terminated, there is nowhere else to go.
      if (phase !== CUTTING) return phase === CELL;
    }
  }

  /** What has come over the lifeline since the last call. */
  #heard(): LifelineMessage[] {
    const messages: LifelineMessage[] = [];
    for (let next = receiveMessageOnPort(this.#answers); next; next = receiveMessageOnPort(this.#answers)) {
      messages.push(next.message as LifelineMessage);
    }
    return messages;
  }
}
