/** The process that holds one session: started by `Kernel`, with the root and the notebook's folder as arguments. */
import { writeSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { type KernelMessage, type KernelRequest, MESSAGES_FD } from "./kernelMessages.ts";
import { Session } from "./session.ts";

const [root, directory] = process.argv.slice(2) as [string, string];

// While the compiler loads, V8 would spend a quarter of the start on optimising it. What cells run is optimised as ever.
setFlagsFromString("--no-opt");
const session = new Session({ root, directory, onEvent: (event) => tell({ type: "output", event }) });
setFlagsFromString("--opt");
// Compiling a cell runs thousands of functions a little each: at V8's usual budget, optimising them costs more than it gains.
setFlagsFromString("--interrupt-budget=1000000");

process.on("message", (request: KernelRequest) => {
  if (request.type === "execute") void execute(request.code);
  // No cell will come: without the channel the process ends when nothing of the cells runs any more.
  else process.disconnect();
});
// What a cell computes is stopped by the engine; here arrives the interrupt of a cell that waits.
process.on("SIGINT", () => session.interrupt());
process.on("exit", () => {
  // Compiled code is taken back only under the flags that it was stored with.
  setFlagsFromString("--no-opt");
  session.storeCompilerCache();
});
tell({ type: "ready" });

async function execute(code: string): Promise<void> {
  tell({ type: "reply", ...(await session.execute(code)) });
}

function tell(message: KernelMessage): void {
  let bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(MESSAGES_FD, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") process.exit(1);
      // The pipe is full and does not block: the reader needs a moment.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
