import { availableParallelism, hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "bullmq";
import { AudioError } from "../audioError.ts";
import { audioLoops } from "../audioLoops.ts";
import { tookTooLong } from "../table/audioFile.ts";
import {
  BACKOFF,
  type ExtractJob,
  type ExtractResult,
  KEY_PREFIX,
  MOST_VANISHED,
  NO_PROCESS,
  TOO_LATE,
  TRIES,
  type Unfit,
} from "./extractJob.ts";
import type { QueuePlace } from "./queueRows.ts";
import { answered, connectRedis, PATIENCE, type RedisServer } from "./redis.ts";

export interface WorkerOptions extends Omit<QueuePlace, "window"> {
  /** Files processed at the same time, each in a process of its own; by default one per core. */
  readonly jobs?: number | undefined;
  /** Ends the worker after it finishes its current jobs. */
  readonly signal: AbortSignal;
}

/** What runs in each process, and what is preloaded. */
const PROCESS = join(import.meta.dirname, "extractJobProcess.ts");
const PRELOAD = new URL("./endWithWorker.ts", import.meta.url).href;
/**
 * A clip leaves behind a hundred megabytes of samples in few objects: marking these on threads of its own costs the garbage collector more
 * than it gains, and takes processor time from the other workers.
 */
const EXEC_ARGV = ["--no-concurrent-marking", "--import", "tsx", "--import", PRELOAD];
/** How long a silent worker keeps a job, in milliseconds; it reports in half that time. */
const LOCK = 10_000;
/** Milliseconds between searches for vanished workers' jobs. */
const STALLED_INTERVAL = 5_000;
/** Milliseconds between checks that Redis is there. */
const HEARTBEAT = 5_000;
/** While the worker ends: milliseconds between these checks, and how long Redis may say nothing. */
const CLOSING_INTERVAL = 250;
const CLOSING_PATIENCE = 10_000;

/**
 * Takes files from a queue (`queueRows`) and returns their rows, until `signal` ends it.
 * @returns the number of files done
 * @throws AudioError, one line, if no Redis server responds, at the start or for a minute later on, or this machine can't do the work
 * @example
 * import { runWorker } from "../src/audio/machines/index.ts";
 * const { signal } = new AbortController();
 * await runWorker({ url: "redis://127.0.0.1:6379", name: "songs", jobs: 2, signal, log: console.error });
 */
export async function runWorker({ url, name, jobs, signal, log }: WorkerOptions): Promise<number> {
  audioLoops();
  const server = await connectRedis(url);
  const concurrency = jobs ?? availableParallelism();
  const worker = new Worker<ExtractJob, ExtractResult>(name, PROCESS, {
    connection: server.client,
    prefix: KEY_PREFIX,
    name: `${hostname()}:${process.pid}`,
    concurrency,
    lockDuration: LOCK,
    stalledInterval: STALLED_INTERVAL,
    maxStalledCount: MOST_VANISHED,
    // What took too long would do so again.
    settings: { backoffStrategy: (_, __, error) => (TOO_LATE.test(error!.message) ? -1 : BACKOFF.delay) },
    // In a process group of their own, so that Ctrl-C reaches only the worker; without the password.
    workerForkOptions: { execArgv: EXEC_ARGV, env: withoutPassword(), detached: true },
  });
  let done = 0;
  worker.on("completed", () => done++);
  // Problems with Redis are noticed by the regular checks.
  worker.on("error", () => undefined);
  log(`takes work from queue ${name} at ${server.address}, ${concurrency} at a time; Ctrl-C ends it`);
  try {
    const unfit = await untilEnded(worker, server, signal, log);
    // Finishes current jobs, and gives back refused ones.
    await whileAnswering(server, worker.pause());
    if (unfit !== undefined) throw new AudioError(unfit);
    return done;
  } finally {
    await worker.close(true);
    server.client.disconnect();
  }
}

/**
 * Resolves with the reason if this machine can't do the work.
 * @throws AudioError if Redis is gone
 */
async function untilEnded(
  worker: Worker<ExtractJob, ExtractResult>,
  { client, address }: RedisServer,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<string | undefined> {
  let unfit: string | undefined;
  const wake = new AbortController();
  const refuse = (reason: string): void => {
    unfit ??= reason;
    wake.abort();
  };
  signal.addEventListener("abort", () => wake.abort());
  worker.on("progress", (_, progress) => refuse((progress as unknown as Unfit).unfit));
  worker.on("failed", (job, { message }) => {
    if (NO_PROCESS.test(message)) refuse(message);
    else if (job && TOO_LATE.test(message)) log(`failed: ${tookTooLong(job.data.file, job.data.limit)}`);
    else log(`failed, try ${job?.attemptsMade ?? "?"} of ${TRIES}: ${message}`);
  });
  let [heard, isLost] = [performance.now(), false];
  while (!wake.signal.aborted) {
    try {
      await answered(client.ping(), HEARTBEAT);
      heard = performance.now();
      if (isLost) log(`${address} answers again`);
      isLost = false;
    } catch (cause) {
      if (!isLost) log(`${address} does not answer; waiting for it`);
      isLost = true;
      if (performance.now() - heard > PATIENCE)
        throw new AudioError(`${address} has not answered for a minute`, { cause });
    }
    await sleep(HEARTBEAT, undefined, { signal: wake.signal }).catch(() => undefined);
  }
  return unfit;
}

/** Waits for work that needs Redis, but no longer than Redis answers: no row could be handed over without it. */
async function whileAnswering({ client }: RedisServer, work: Promise<void>): Promise<void> {
  // What it fails of is that Redis is gone.
  const ended = work.then(
    () => true,
    () => true,
  );
  let heard = performance.now();
  while (!(await Promise.race([ended, sleep(CLOSING_INTERVAL)]))) {
    const answers = await answered(client.ping(), HEARTBEAT).then(
      () => true,
      () => false,
    );
    if (answers) heard = performance.now();
    else if (performance.now() - heard > CLOSING_PATIENCE) return;
  }
}

/** The environment that a worker's processes need, without the address of Redis. */
function withoutPassword(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env.REDIS_URL;
  return env;
}
