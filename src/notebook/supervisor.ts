import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { InterruptError } from "./interruptError.ts";
import { LIFELINE_FD, type LifelineMessage } from "./kernelMessages.ts";

/** How long an interrupted cell has to end, or to wait for something again, before its computing is cut off, in ms. */
const GRACE = 200;
/** How soon it is tried again where a cell is just saying something, in ms. */
const RETRY = 5;

/** Positions in the shared memory. REQUEST: the number of the one being answered; 0 where none is. */
const REQUEST = 0;
/** How many interrupts the thread of the cells has taken notice of. */
const REACHED = 1;
/** The request whose processes were told to end. */
const SIGNALLED = 2;
/** How many messages have come over the lifeline. */
const HEARD = 3;
/** The request that was interrupted last. */
const INTERRUPTED = 4;
/** What the thread of the cells does, as far as it matters to who would cut it off: */
const PHASE = 5;

/** what is not the cell's: nobody may cut it off; */
const OURS = 0;
/** the cell's own code; */
const CELL = 1;
/** something in between that must come to its end; */
const BUSY = 2;
/** it is being cut off, and may not leave the cell's code. */
const CUTTING = 3;

/** The global under which the thread of the cells is told that it was cut off. */
const CUT_HOOK = "notebook.cut-off";

/**
 * Evaluated in the thread of the cells before it is terminated, and afterwards. Where AsyncLocalStorage counts the asynchronous contexts
 * it is in (before Node 24), Node ends the process when a terminated one was never left, unless it is told not to look.
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

/**
 * The thread's program. Only the thread of the cells can be terminated, and only from a thread that does not run them: V8 does it
 * through its inspector.
 */
const PROGRAM = `
const { readdirSync, readFileSync, readlinkSync } = require("node:fs");
const { workerData: { memory, fd, grace, retry, unwind, rewind, hook, answers } } = require("node:worker_threads");
const { Session } = require("node:inspector");
const { Socket } = require("node:net");
const { createInterface } = require("node:readline");
const now = new Int32Array(memory, 0, 6);
const begun = new Float64Array(memory, 24, 1);
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
    if (!goesOn() || Atomics.load(now, ${PHASE}) === ${OURS}) return;
    const processes = processesOfCell();
    if (processes.length > 0) {
      Atomics.store(now, ${SIGNALLED}, request);
      for (const pid of processes) {
        try { process.kill(pid, time < 5 ? "SIGINT" : "SIGKILL"); } catch {}
      }
      setTimeout(stop, grace, time + 1);
    } else if (Atomics.compareExchange(now, ${PHASE}, ${CELL}, ${CUTTING}) !== ${CELL}) {
      setTimeout(stop, retry, time);
    } else if (!goesOn()) {
      Atomics.store(now, ${PHASE}, ${CELL});
    } else {
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
 * Watches over a session from a thread of its own, because the thread of the cells hears nothing while a cell computes: cuts
 * off a cell that computes on after it was interrupted, ends the processes that one waits for (`execSync`), and ends the process when
 * the one that started it is gone. It cuts off nothing but a cell's own code: a compiler that is cut off has lost its thread, and half
 * a message none can read.
 */
export class Supervisor {
  readonly #now: Int32Array;
  readonly #begun: Float64Array;
  readonly #answers: MessagePort;
  #questions = 0;

  /** @param onCutOff told when a cell has been cut off, which can't say so itself */
  constructor(onCutOff: () => void) {
    const memory = new SharedArrayBuffer(32);
    this.#now = new Int32Array(memory, 0, 6);
    this.#begun = new Float64Array(memory, 24, 1);
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

  /** The request of this number is being answered from here on, ... */
  begin(request: number): void {
    this.#begun[0] = Date.now();
    Atomics.store(this.#now, REQUEST, request);
  }

  /** ... until here. */
  end(): void {
    Atomics.store(this.#now, REQUEST, 0);
  }

  /** The cell's own code runs from here on, ... @throws InterruptError where it was interrupted before it came to that */
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

  /** Does what must not be cut off in the middle. */
  whole(work: () => void): void {
    const within = this.#hold();
    work();
    if (within) Atomics.store(this.#now, PHASE, CELL);
  }

  /** Whether the request that is being answered was interrupted by ending the processes that it waits for. */
  get signalled(): boolean {
    return Atomics.load(this.#now, SIGNALLED) === Atomics.load(this.#now, REQUEST);
  }

  /**
   * The thread of the cells has taken notice of an interrupt, so that it needs no other help. A cell that is still to be compiled does not
   * begin, even where this thread's watch has not heard of it yet, as while it starts.
   */
  reached(): void {
    Atomics.store(this.#now, INTERRUPTED, Atomics.load(this.#now, REQUEST));
    Atomics.add(this.#now, REACHED, 1);
  }

  /**
   * Waits for the reader's answer to a question; nothing else runs in the meantime.
   * @param put puts the question, which has this number
   * @throws InterruptError where the cell is interrupted before
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
        // One that comes late belongs to a question that nobody waits with any more.
        if (message.id === id) return message.answer;
      }
      Atomics.wait(this.#now, HEARD, heard);
    }
  }

  /** Keeps the thread from being cut off, where a cell's code runs: whether it does. */
  #hold(): boolean {
    for (;;) {
      const phase = Atomics.compareExchange(this.#now, PHASE, CELL, BUSY);
      // While it is being cut off there is nowhere else to go.
      if (phase !== CUTTING) return phase === CELL;
    }
  }

  /** What has come over the lifeline since this was last asked for. */
  #heard(): LifelineMessage[] {
    const messages: LifelineMessage[] = [];
    for (let next = receiveMessageOnPort(this.#answers); next; next = receiveMessageOnPort(this.#answers)) {
      messages.push(next.message as LifelineMessage);
    }
    return messages;
  }
}
