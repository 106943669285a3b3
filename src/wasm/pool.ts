import { availableParallelism } from "node:os";
import { isMainThread } from "node:worker_threads";
import { LateError, PoolWorker, WorkerStartError } from "./poolWorker.ts";

/**
 * Work that can be divided into tasks. `start` prepares a thread, given what all tasks share and the thread's number (from 0, below the
 * number of threads of the run), and returns the function that does one task. The object must be exported as `name` from the module at
 * `moduleUrl`, so that a worker can find it. The module and its imports must not use top-level await, because workers load them with
 * `require`.
 */
export interface ParallelWork<Shared, Task, Result> {
  /** `import.meta.url` of the module that exports this object. */
  readonly moduleUrl: string;
  /** The name under which that module exports it. */
  readonly name: string;
  readonly start: (shared: Shared, lane: number) => (task: Task) => Result | Promise<Result>;
}

/** Options of parallel work. */
export interface ParallelOptions {
  /** The most threads to use, never more than the machine has cores. With 1 the calling thread does the work. */
  readonly workers?: number | undefined;
  /** Stops the work after the running tasks; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each task with the completed share, 0 to 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** The time limit for a task. One that takes longer is ended with its thread, and a new thread replaces that one. */
export interface TaskLimit<Task, Result> {
  readonly milliseconds: (task: Task) => number;
  /** The substitute for the result of a task that was ended. */
  readonly late: (task: Task) => Result;
}

/** Options of parallel work whose tasks may never end. The calling thread then does no task, unless no thread can start. */
export interface LimitedOptions<Task, Result> extends ParallelOptions {
  readonly limit?: TaskLimit<Task, Result> | undefined;
  /**
   * Prepares a task in the calling thread, while threads are busy with others: for each thread one more task than it does. The signal is
   * aborted when the run ends or is stopped.
   */
  readonly ahead?: ((task: Task, signal: AbortSignal) => Promise<Task>) | undefined;
}

/** The state of one call of `runParallel`, shared by its lanes. */
interface Run<Task, Result> {
  readonly tasks: readonly Task[];
  readonly results: Result[];
  readonly options: LimitedOptions<Task, Result>;
  readonly lanes: number;
  /** Tasks that are being prepared, or are prepared, by their index. */
  readonly prepared: Map<number, Promise<Task>>;
  /** Aborted when the run ends or is stopped. */
  readonly over: AbortSignal;
  next: number;
  done: number;
  failure: { readonly error: unknown } | undefined;
}

const CORES = availableParallelism();
const idle: PoolWorker[] = [];
const waiting: (() => void)[] = [];
let alive = 0;

/**
 * Does all tasks on worker threads and returns their results in the order of the tasks. Workers start on the first call, are kept for
 * the next one, and never keep the process alive while idle. If no worker can start, the calling thread does the work. `shared` and the
 * tasks are sent by structured clone: shared memory, compiled modules and numbers cost nothing, everything else is copied.
 * @throws the error of a task; the signal's reason; an Error that says so if a worker dies
 */
export async function runParallel<Shared, Task, Result>(
  work: ParallelWork<Shared, Task, Result>,
  shared: Shared,
  tasks: readonly Task[],
  options: LimitedOptions<Task, Result> = {},
): Promise<Result[]> {
  options.signal?.throwIfAborted();
  const lanes = Math.min(threadCount(options.workers), tasks.length);
  const end = new AbortController();
  const stop = (): void => end.abort();
  options.signal?.addEventListener("abort", stop);
  const [state, prepared] = [{ next: 0, done: 0, failure: undefined }, new Map<number, Promise<Task>>()];
  const run: Run<Task, Result> = { tasks, results: [], options, lanes, prepared, over: end.signal, ...state };
  const least = options.limit && isMainThread ? 1 : 2;
  try {
    if (lanes >= least) await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(work, shared, run, lane)));
    if (goesOn(run)) await runHere(work, shared, run);
  } finally {
    stop();
    options.signal?.removeEventListener("abort", stop);
  }
  if (run.failure !== undefined) throw run.failure.error;
  options.signal?.throwIfAborted();
  return run.results;
}

/** The number of threads that `runParallel` uses for a requested number: 1 inside a worker, otherwise at most one per core. */
export function threadCount(wished: number = CORES): number {
  if (!(wished >= 1)) throw new RangeError(`workers must be 1 or more, not ${wished}`);
  return isMainThread ? Math.min(CORES, Math.floor(wished)) : 1;
}

const goesOn = <Task, Result>(run: Run<Task, Result>): boolean => run.next < run.tasks.length && !isStopped(run);

const isStopped = <Task, Result>(run: Run<Task, Result>): boolean =>
  run.failure !== undefined || run.options.signal?.aborted === true;

/** The task that was just taken, prepared; begins to prepare as many of the next ones as there are threads. */
async function taskAt<Task, Result>(run: Run<Task, Result>, index: number): Promise<Task> {
  const { tasks, prepared, over, lanes } = run;
  const { ahead } = run.options;
  if (ahead === undefined) return tasks[index]!;
  for (let i = index; i < Math.min(index + 1 + lanes, tasks.length); i++) {
    if (prepared.has(i)) continue;
    const task = ahead(tasks[i]!, over);
    // If it fails, that counts when the task is taken.
    task.catch(() => undefined);
    prepared.set(i, task);
  }
  const task = prepared.get(index)!;
  prepared.delete(index);
  return task;
}

function finishTask<Task, Result>(run: Run<Task, Result>, index: number, result: Result): void {
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
  const { limit } = run.options;
  let worker: PoolWorker | undefined;
  try {
    while (goesOn(run)) {
      if (worker === undefined) {
        worker = await acquire();
        worker.begin(work.moduleUrl, work.name, shared, lane);
        // Others may have done the rest meanwhile.
        continue;
      }
      const index = run.next++;
      const task = await taskAt(run, index);
      if (isStopped(run)) break;
      try {
        finishTask(run, index, (await worker.run(task, limit?.milliseconds(task))) as Result);
      } catch (error) {
        if (!(error instanceof LateError)) throw error;
        worker = undefined;
        finishTask(run, index, limit!.late(run.tasks[index]!));
      }
    }
  } catch (error) {
    // A machine that can't start threads is no failure: the calling thread does the remaining tasks.
    if (!(error instanceof WorkerStartError)) run.failure ??= { error };
  } finally {
    if (worker !== undefined) release(worker);
  }
}

/** The calling thread takes tasks until none is left, letting timers and I/O run between them. */
async function runHere<Shared, Task, Result>(
  work: ParallelWork<Shared, Task, Result>,
  shared: Shared,
  run: Run<Task, Result>,
): Promise<void> {
  const doTask = work.start(shared, 0);
  while (goesOn(run)) {
    const index = run.next++;
    const task = await taskAt(run, index);
    if (isStopped(run)) break;
    finishTask(run, index, await doTask(task));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Holds workers for several rounds of tasks, so that `start` is called only once per thread. It takes the workers that are free when it
 * opens; if threads don't pay off (`workers: 1`) or can't start, rounds run in the calling thread. Call `close` at the end.
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
      // Waits for the first worker only: two sessions that wait for each other's workers would deadlock.
      while (lanes > 1 && workers.length < lanes && (workers.length === 0 || idle.length > 0 || alive < CORES)) {
        workers.push(await acquire());
      }
    } catch (error) {
      if (!(error instanceof WorkerStartError)) throw error;
    }
    if (workers.length === 0) return new ParallelSession(workers, work.start(shared, 0));
    try {
      workers.forEach((worker, lane) => worker.begin(work.moduleUrl, work.name, shared, lane));
    } catch (error) {
      // If what is shared can't be sent, workers that were kept would be waited for for ever.
      workers.forEach(release);
      throw error;
    }
    return new ParallelSession(workers);
  }

  /** Does one round of tasks and returns their results in the order of the tasks. */
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

  /** Returns the workers to the pool. */
  close(): void {
    this.#workers.forEach(release);
  }
}

/** Ends idle workers, which frees the memory they still hold. The next run starts new ones. */
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
