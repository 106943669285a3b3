import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { InterruptError } from "./interruptError.ts";
import { LIFELINE_FD, type LifelineMessage } from "./kernelMessages.ts";

/** How long an interrupted cell has to end, or to wait for something again, before its computing is cut off, in ms. */
const GRACE = 200;

/** Positions in the shared memory: how many requests have begun and ended, and how many interrupts have been taken notice of. */
const REQUESTS = 0;
const REACHED = 1;
/** The request whose processes were told to end. */
const SIGNALLED = 2;
/** How many messages have come over the lifeline. */
const HEARD = 3;

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
const { readdirSync, readFileSync } = require("node:fs");
const { workerData: { shared, fd, grace, unwind, answers } } = require("node:worker_threads");
const { Session } = require("node:inspector");
const { Socket } = require("node:net");
const { createInterface } = require("node:readline");
const { REQUESTS, REACHED, SIGNALLED, HEARD } = shared;
const now = new Int32Array(shared.memory, 0, 4);
const begun = new Float64Array(shared.memory, 16, 1);
const lifeline = new Socket({ fd, readable: true, writable: false });
createInterface({ input: lifeline }).on("line", (line) => {
  const message = JSON.parse(line);
  answers.postMessage(message);
  Atomics.add(now, HEARD, 1);
  Atomics.notify(now, HEARD);
  if (message === "interrupt") interrupt();
});
function interrupt() {
  const [request, reached] = [Atomics.load(now, REQUESTS), Atomics.load(now, REACHED)];
  if (request % 2 === 0) return;
  const goesOn = () => Atomics.load(now, REQUESTS) === request && Atomics.load(now, REACHED) === reached;
  // A cell that waits for a process without letting anything else run goes on when the process ends. Only when it waits for none
  // can it be cut off.
  const stop = (time) => {
    if (!goesOn()) return;
    if (!signalAll(time < 5 ? "SIGINT" : "SIGKILL")) return cutOff();
    Atomics.store(now, SIGNALLED, request);
    setTimeout(stop, grace, time + 1);
  };
  setTimeout(stop, grace, 0);
}
function cutOff() {
  // Connected only for this: Node does not end while a session is.
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.evaluate", { expression: unwind });
  session.post("Runtime.terminateExecution", () => session.disconnect());
}
function signalAll(signal) {
  const found = processesOfCell();
  for (const pid of found) {
    try { process.kill(pid, signal); } catch {}
  }
  return found.length > 0;
}
// Those below this one that are younger than the request, as Linux tells them; tsx's compiler, which a cell's import starts, stays.
function processesOfCell() {
  const found = [];
  try {
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
 * off a cell that computes on after it was interrupted, ends the processes that one waits for (`execSync`), and ends the process when the one that started it is gone.
 */
export class Supervisor {
  readonly #now: Int32Array;
  readonly #begun: Float64Array;
  readonly #answers: MessagePort;
  #questions = 0;

  constructor() {
    const memory = new SharedArrayBuffer(24);
    this.#now = new Int32Array(memory, 0, 4);
    this.#begun = new Float64Array(memory, 16, 1);
    const { port1: ours, port2: answers } = new MessageChannel();
    this.#answers = ours;
    const workerData = {
      shared: { memory, REQUESTS, REACHED, SIGNALLED, HEARD },
      answers,
      fd: LIFELINE_FD,
      grace: GRACE,
      unwind: UNWIND,
    };
    const worker = new Worker(PROGRAM, { eval: true, workerData, transferList: [answers], execArgv: [] });
    worker.unref();
    ours.unref();
  }

  /** A request is being answered from here on, ... */
  begin(): void {
    this.#begun[0] = Date.now();
    Atomics.add(this.#now, REQUESTS, 1);
  }

  /** ... until here. */
  end(): void {
    Atomics.add(this.#now, REQUESTS, 1);
  }

  /** Whether the request that is being answered was interrupted by ending the processes that it waits for. */
  get signalled(): boolean {
    return Atomics.load(this.#now, SIGNALLED) === Atomics.load(this.#now, REQUESTS);
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
        if (message === "interrupt") {
          this.reached();
          throw new InterruptError();
        }
        // One that comes late belongs to a question that nobody waits with any more.
        if (message.id === id) return message.answer;
      }
      Atomics.wait(this.#now, HEARD, heard);
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

  /** The thread of the cells has taken notice of an interrupt, so that it needs no other help. */
  reached(): void {
    Atomics.add(this.#now, REACHED, 1);
  }
}
