import { availableParallelism, hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "bullmq";
import { AudioError } from "../audioError.ts";
import { audioKernel } from "../kernel.ts";
import { tookTooLong } from "../table/timeLimit.ts";
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
  /** Files that are worked on at the same time, each in a process of its own; default one a core. */
  readonly jobs?: number | undefined;
  /** Ends the worker: what it works on is finished first. */
  readonly signal: AbortSignal;
}

/** What runs in each process, and what is loaded first. */
const PROCESS = join(import.meta.dirname, "extractJobProcess.ts");
const PRELOAD = new URL("./endWithWorker.ts", import.meta.url).href;
/** How long a job is a worker's that says nothing, in milliseconds; it speaks in half that time. */
const LOCK = 10_000;
/** How often vanished workers' jobs are looked for. */
const STALLED_INTERVAL = 5_000;
/** Between questions whether Redis is there. */
const HEARTBEAT = 5_000;

/**
 * Takes files from a queue (`queueRows`) and gives back their rows, until `signal` ends it.
 * @returns files that were done
 * @throws AudioError, in one line, where no Redis answers, at the beginning or for a minute later on, or this machine can't do the work
 */
export async function runWorker({ url, name, jobs, signal, log }: WorkerOptions): Promise<number> {
  audioKernel();
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
    // In a group of their own, so that Ctrl-C reaches the worker alone; without the password.
    workerForkOptions: { execArgv: ["--import", "tsx", "--import", PRELOAD], env: withoutPassword(), detached: true },
  });
  let done = 0;
  worker.on("completed", () => done++);
  // Trouble with Redis is noticed by asking it.
  worker.on("error", () => undefined);
  log(`takes work from queue ${name} at ${server.address}, ${concurrency} at a time; Ctrl-C ends it`);
  try {
    const unfit = await untilEnded(worker, server, signal, log);
    // What is worked on is finished, and given back what was refused.
    await worker.close();
    if (unfit !== undefined) throw new AudioError(unfit);
    return done;
  } finally {
    await worker.close(true);
    server.client.disconnect();
  }
}

/**
 * Gives the reason where this machine can't do the work.
 * @throws AudioError where Redis is gone
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

/** What a worker's processes need of its environment: not where Redis is. */
function withoutPassword(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env.REDIS_URL;
  return env;
}
