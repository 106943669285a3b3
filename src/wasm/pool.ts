import { availableParallelism } from "node:os";
import { isMainThread } from "node:worker_threads";
import { PoolWorker, WorkerStartError } from "./poolWorker.ts";

/**
 * Work that can be cut into tasks: `start` prepares a thread with what all tasks share, and with its number (from 0,
 * below the number of threads of the run), and gives the function that does one task. It must be an export, named `name`, of the module at `moduleUrl`, so that a worker can find it. The module
 * and what it imports must not use top-level await (workers load them with `require`).
 */
export interface ParallelWork<Shared, Task, Result> {
  /** `import.meta.url` of the module that exports this object. */
  readonly moduleUrl: string;
  /** The name under which that module exports it. */
  readonly name: string;
  readonly start: (shared: Shared, lane: number) => (task: Task) => Result | Promise<Result>;
}

/** How parallel work runs. */
export interface ParallelOptions {
  /** At most so many threads; never more than the machine has cores. 1 works in the calling thread. */
  readonly workers?: number | undefined;
  /** Stops the work after the tasks that are running; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each task with the finished share, 0 to 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** The state of one call of `runParallel`, shared by its lanes. */
interface Run<Task, Result> {
  readonly tasks: readonly Task[];
  readonly results: Result[];
  readonly options: ParallelOptions;
  next: number;
  done: number;
  failure: { readonly error: unknown } | undefined;
}

const CORES = availableParallelism();
const idle: PoolWorker[] = [];
const waiting: (() => void)[] = [];
let alive = 0;

/**
 * Does all tasks on worker threads and gives their results in the order of the tasks. Workers start at the first call,
 * are kept for the next one and never keep the process alive while they are idle. Where no worker can start, the work
 * is done in the calling thread. `shared` and the tasks are sent by structured clone: shared memory, compiled modules
 * and numbers cost nothing, everything else is copied.
 * @throws the error of a task; the signal's reason; an Error that says so where a worker dies
 */
export async function runParallel<Shared, Task, Result>(
  work: ParallelWork<Shared, Task, Result>,
  shared: Shared,
  tasks: readonly Task[],
  options: ParallelOptions = {},
): Promise<Result[]> {
  options.signal?.throwIfAborted();
  const run: Run<Task, Result> = { tasks, results: [], options, next: 0, done: 0, failure: undefined };
  const lanes = Math.min(threadCount(options.workers), tasks.length);
  if (lanes > 1) await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(work, shared, run, lane)));
  if (goesOn(run)) await runHere(work, shared, run);
  if (run.failure !== undefined) throw run.failure.error;
  options.signal?.throwIfAborted();
  return run.results;
}

/** The number of threads that `runParallel` uses for a wished number: 1 inside a worker, else at most one a core. */
export function threadCount(wished: number = CORES): number {
  if (!(wished >= 1)) throw new RangeError(`workers must be 1 or more, not ${wished}`);
  return isMainThread ? Math.min(CORES, Math.floor(wished)) : 1;
}

const goesOn = (run: Run<unknown, unknown>): boolean =>
  run.next < run.tasks.length && run.failure === undefined && run.options.signal?.aborted !== true;

function finishTask<Result>(run: Run<unknown, Result>, index: number, result: Result): void {
  run.results[index] = result;
  run.done++;
  run.options.onProgress?.(run.done / run.tasks.length);
}

/** One worker takes tasks until none is left. */
async function runLane<Shared, Task, Result>(
  work: ParallelWork<Shared, Task, Result>,
  shared: Shared,
  run: Run<Task, Result>,
  lane: number,
): Promise<void> {
  let worker: PoolWorker | undefined;
  try {
    worker = await acquire();
    worker.begin(work.moduleUrl, work.name, shared, lane);
    while (goesOn(run)) {
      const index = run.next++;
      finishTask(run, index, (await worker.run(run.tasks[index])) as Result);
    }
  } catch (error) {
    // A machine that can't start threads is no failure: what is left is done in the calling thread.
    if (!(error instanceof WorkerStartError)) run.failure ??= { error };
  } finally {
    if (worker !== undefined) release(worker);
  }
}

/** The calling thread takes tasks until none is left, and lets timers and input through between them. */
async function runHere<Shared, Task, Result>(
  work: ParallelWork<Shared, Task, Result>,
  shared: Shared,
  run: Run<Task, Result>,
): Promise<void> {
  const doTask = work.start(shared, 0);
  while (goesOn(run)) {
    const index = run.next++;
    finishTask(run, index, await doTask(run.tasks[index]!));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Workers that are kept for several rounds of tasks, so that `start` is called but once a thread. It takes the workers
 * that are free when it opens; where threads don't pay (`workers: 1`) or can't start, rounds run in the calling thread.
 * `close` must be called at the end.
 */
export class ParallelSession<Task, Result> {
  readonly #doTask: ((task: Task) => Result | Promise<Result>) | undefined;
  readonly #workers: readonly PoolWorker[];

  private constructor(workers: readonly PoolWorker[], doTask?: (task: Task) => Result | Promise<Result>) {
    this.#workers = workers;
    this.#doTask = doTask;
  }

  static async open<Shared, Task, Result>(
    work: ParallelWork<Shared, Task, Result>,
    shared: Shared,
    wished?: number,
  ): Promise<ParallelSession<Task, Result>> {
    const workers: PoolWorker[] = [];
    const lanes = threadCount(wished);
    try {
      // Waits for the first one only: two sessions that wait for each other's workers would wait for ever.
      while (lanes > 1 && workers.length < lanes && (workers.length === 0 || idle.length > 0 || alive < CORES)) {
        workers.push(await acquire());
      }
    } catch (error) {
      if (!(error instanceof WorkerStartError)) throw error;
    }
    if (workers.length === 0) return new ParallelSession(workers, work.start(shared, 0));
    workers.forEach((worker, lane) => worker.begin(work.moduleUrl, work.name, shared, lane));
    return new ParallelSession(workers);
  }

  /** Does one round of tasks and gives their results in the order of the tasks. */
  async run(tasks: readonly Task[]): Promise<Result[]> {
    const results: Result[] = [];
    if (this.#doTask !== undefined) {
      for (const task of tasks) results.push(await this.#doTask(task));
      return results;
    }
    let next = 0;
    const lane = async (worker: PoolWorker): Promise<void> => {
      while (next < tasks.length) {
        const index = next++;
        results[index] = (await worker.run(tasks[index])) as Result;
      }
    };
    const lanes = await Promise.allSettled(this.#workers.map(lane));
    for (const outcome of lanes) if (outcome.status === "rejected") throw outcome.reason;
    return results;
  }

  /** Gives the workers back. */
  close(): void {
    this.#workers.forEach(release);
  }
}

/** Ends the workers that have nothing to do: what they have met and not yet let go of goes with them. The next run starts others. */
export async function endIdleWorkers(): Promise<void> {
  await Promise.all(idle.splice(0).map((worker) => worker.stop()));
}

async function acquire(): Promise<PoolWorker> {
  while (true) {
    const free = idle.pop();
    if (free !== undefined) {
      free.hold();
      return free;
    }
    if (alive < CORES) break;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  alive++;
  try {
    return await PoolWorker.start((dead) => {
      alive--;
      const at = idle.indexOf(dead);
      if (at >= 0) idle.splice(at, 1);
      waiting.shift()?.();
    });
  } catch (error) {
    alive--;
    waiting.shift()?.();
    throw error;
  }
}

function release(worker: PoolWorker): void {
  if (worker.dead) return;
  worker.end();
  idle.push(worker);
  waiting.shift()?.();
}
