/** Runs inside a worker thread of the pool. */
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import type { ParallelWork } from "./pool.ts";
import type { FromWorker, ToWorker } from "./poolWorker.ts";

type AnyWork = ParallelWork<unknown, unknown, unknown>;

const require = createRequire(import.meta.url);
const port = parentPort!;
const answer = (message: FromWorker): void => port.postMessage(message);
let doTask: ((task: unknown) => unknown) | undefined;
let beginError: unknown;

async function listen(message: ToWorker): Promise<void> {
  if (message.type === "begin") {
    beginError = undefined;
    try {
      const exported = require(message.path) as Readonly<Record<string, AnyWork | undefined>>;
      const work = exported[message.name];
      if (work === undefined) throw new Error(`${message.path} has no export named ${message.name}`);
      doTask = work.start(message.shared, message.lane);
    } catch (error) {
      beginError = error;
    }
  } else if (message.type === "end") {
    doTask = undefined;
  } else {
    try {
      if (doTask === undefined) throw beginError;
      answer({ type: "result", result: await doTask(message.task) });
    } catch (error) {
      answer({ type: "error", error });
    }
  }
}

port.on("message", (message: ToWorker) => void listen(message));
answer({ type: "ready" });
