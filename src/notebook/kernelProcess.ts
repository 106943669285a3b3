/** The process of one session: started by `Kernel`, with the root and the notebook's folder as arguments. */
import { writeSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { type Answer, type Asked, type KernelMessage, type KernelRequest, MESSAGES_FD } from "./kernelMessages.ts";
import { Session } from "./session.ts";
import { Supervisor } from "./supervisor.ts";
import { wellFormedJson } from "./stringifyJson.ts";

/** How long nobody asks for anything until the session gets ready for the first cell, in ms. A client that waits asks sooner. */
const IDLE = 30;

const [root, directory, mode] = process.argv.slice(2) as [string, string, string?];
const interactive = mode === "interactive";

// While the compiler loads, V8 would spend a quarter of the start on optimising it. What cells run is optimised as usual.
setFlagsFromString("--no-opt");
const onEvent = (event: Extract<KernelMessage, { type: "output" }>["event"]): void => tell({ type: "output", event });
const interrupted = (): boolean => supervisor?.signalled ?? false;
const ask = (text: string): string | undefined =>
  supervisor?.waitForAnswer((id) => tell({ type: "question", question: { id, text } }));
const onCellCode = { begins: () => supervisor?.enter(), ends: () => supervisor?.leave() };
const session = new Session({
  root,
  directory,
  onEvent,
  watch: interactive,
  liveComms: interactive,
  interrupted,
  ask,
  onCellCode,
});
setFlagsFromString("--opt");
// Compiling a cell runs thousands of functions briefly: with the default budget of Node 20's V8, optimising them costs more than it
// gains. Later versions have an intermediate compiler, count differently, and complain about an unknown flag.
if (Number.parseInt(process.versions.v8) < 12) setFlagsFromString("--interrupt-budget=1000000");
const supervisor = interactive ? new Supervisor(() => session.interrupt()) : undefined;
/** The request being answered. */
let current: number | undefined;
// Of a cell that comes at once, a headless run's for instance, this would be work done twice.
const warmUp = interactive ? setTimeout(() => session.warmUp(), IDLE) : undefined;
warmUp?.unref();

process.on("message", (request: KernelRequest) => {
  // A late interrupt must not affect the next request.
  if (request.type === "interrupt") {
    if (request.id === current) interrupt();
  } else if (request.type === "commBeside") session.receiveBeside(request.message);
  // No more cells will come: without the channel, the process ends when none of the cells' work is left running.
  else if (request.type === "finish") process.disconnect();
  else void answer(request);
});
// The engine stops a cell that computes; this handles the interrupt of a cell that waits.
process.on("SIGINT", interrupt);
process.on("exit", () => {
  // Compiled code is only accepted under the flags it was stored with.
  setFlagsFromString("--no-opt");
  session.storeCompilerCache();
});
tell({ type: "ready" });

function interrupt(): void {
  supervisor?.reached();
  session.interrupt();
}

async function answer(request: Extract<KernelRequest, { type: "ask" }>): Promise<void> {
  clearTimeout(warmUp);
  current = request.id;
  supervisor?.begin(request.id);
  let message: KernelMessage;
  try {
    message = { type: "answer", value: await call(request.method, request.values) };
  } catch (error) {
    message = { type: "failed", reason: String(error) };
  }
  supervisor?.end();
  current = undefined;
  tell(message);
}

async function call(method: Asked, values: readonly unknown[]): Promise<Answer<Asked>> {
  return (session[method] as (...given: readonly unknown[]) => Answer<Asked> | Promise<Answer<Asked>>).call(
    session,
    ...values,
  );
}

function tell(message: KernelMessage): void {
  if (supervisor) supervisor.whole(() => write(message));
  else write(message);
}

function write(message: KernelMessage): void {
  let bytes = Buffer.from(`${wellFormedJson(message)}\n`);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(MESSAGES_FD, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") process.exit(1);
      // The pipe is full and non-blocking; give the reader a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
