import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/** Messages to a worker. */
export type ToWorker =
  | {
      readonly type: "begin";
      readonly path: string;
      readonly name: string;
      readonly shared: unknown;
      readonly lane: number;
    }
  | { readonly type: "task"; readonly task: unknown }
  | { readonly type: "end" };

/** Messages from a worker: that it is ready, and for each task its result or error. */
export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "result"; readonly result: unknown }
  | { readonly type: "error"; readonly error: unknown };

/** A worker that could not start at all. */
export class WorkerStartError extends Error {
  override readonly name = "WorkerStartError";
}

/** A task that exceeded its time limit. Its thread is ended. */
export class LateError extends Error {
  override readonly name = "LateError";
}

/** A limit is counted in this many steps: while the whole process is suspended, as in a sleeping machine, at most one passes. */
const STEPS = 20;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One worker thread of the pool; does one task at a time. */
export class PoolWorker {
  /** How it died, once the thread is gone. */
  #death: Error | undefined;
  readonly #thread: Worker;
  #pending: Pending | undefined;
  #ready = false;

  private constructor(thread: Worker, onDeath: (worker: PoolWorker) => void) {
    this.#thread = thread;
    thread.on("message", (message: FromWorker) => {
      const pending = this.#pending;
      this.#pending = undefined;
      if (message.type === "error") return pending?.reject(message.error);
      this.#ready = true;
      pending?.resolve(message.type === "result" ? message.result : undefined);
    });
    // A reply that can't be deserialised, as when memory is short.
    thread.on("messageerror", (error) => this.#pending?.reject(error));
    let reason = "";
    thread.on("error", (error) => (reason = `: ${error.message}`));
    thread.on("exit", (code) => {
      this.#death = this.#ready
        ? new Error(
            `a worker thread died with exit code ${code} before its task was done${reason}; ` +
              "the option workers: 1 does the work without threads",
          )
        : new WorkerStartError(`a worker thread could not start${reason}`);
      // A worker that never became ready was never counted; its starter learns of it from the rejection.
      if (this.#ready) onDeath(this);
      this.#pending?.reject(this.#death);
    });
  }

  /** Whether the thread is gone. */
  get dead(): boolean {
    return this.#death !== undefined;
  }

  /** Starts a thread and resolves when it listens; `onDeath` is called when a started thread ends. */
  static async start(onDeath: (worker: PoolWorker) => void): Promise<PoolWorker> {
    const require = createRequire(import.meta.url);
    const main = fileURLToPath(new URL("./workerMain.ts", import.meta.url));
    // tsx's CommonJS hook starts in a third of the time of its loader for ES modules, and the latter doesn't reach worker threads in
    // every Node version.
    const code = `require(${JSON.stringify(require.resolve("tsx/cjs/api"))}).register(); require(${JSON.stringify(main)});`;
    let thread: Worker;
    try {
      thread = new Worker(code, { eval: true, execArgv: [], name: "pool" });
    } catch (cause) {
      throw new WorkerStartError("a worker thread could not start", { cause });
    }
    const worker = new PoolWorker(thread, onDeath);
    await worker.#answer();
    return worker;
  }

  /** Prepares the worker for the tasks of one run. */
  begin(moduleUrl: string, name: string, shared: unknown, lane: number): void {
    // The hook adds a query to module URLs, but `require` wants the path.
    this.#post({ type: "begin", path: fileURLToPath(moduleUrl), name, shared, lane });
  }

  /**
   * Does one task of the run that was begun.
   * @param limit milliseconds that it may take
   * @throws the task's error; LateError, when the thread is gone, where it took longer
   */
  async run(task: unknown, limit?: number): Promise<unknown> {
    // It may have died since its last task, and would then never reply.
    if (this.#death) throw this.#death;
    this.#post({ type: "task", task });
    const answer = this.#answer();
    return limit === undefined ? answer : this.#inTime(answer, limit);
  }

  async #inTime(answer: Promise<unknown>, limit: number): Promise<unknown> {
    let [steps, isLate] = [0, false];
    const clock = setInterval(() => {
      if (++steps < STEPS || isLate) return;
      isLate = true;
      void this.stop();
    }, limit / STEPS);
    try {
      return await answer;
    } catch (error) {
      throw isLate && this.dead ? new LateError("it took too long") : error;
    } finally {
      clearInterval(clock);
    }
  }

  /** Ends a run: the worker drops what was shared and no longer keeps the process alive. */
  end(): void {
    this.#post({ type: "end" });
    this.#thread.unref();
  }

  /** Keeps the process alive again, because the worker is about to work. */
  hold(): void {
    this.#thread.ref();
  }

  /** Ends the thread. */
  async stop(): Promise<void> {
    // An idle thread holds nothing: the process would end before the thread, and with it who waits here.
    this.#thread.ref();
    await this.#thread.terminate();
  }

  #post(message: ToWorker): void {
    this.#thread.postMessage(message);
  }

  #answer(): Promise<unknown> {
    return new Promise((resolve, reject) => (this.#pending = { resolve, reject }));
  }
}
