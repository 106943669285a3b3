import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import { AudioError } from "../audioError.ts";
import { printable } from "../printable.ts";
import { type AudioFile, tookTooLong } from "../table/audioFile.ts";
import type { ObtainRows } from "../table/extractRows.ts";
import { addRowsToJournal, type Journal } from "../table/journal.ts";
import {
  BACKOFF,
  type ExtractJob,
  type ExtractResult,
  jobId,
  jobOf,
  KEY_PREFIX,
  MOST_VANISHED,
  NO_PROCESS,
  TOO_LATE,
  TRIES,
} from "./extractJob.ts";
import { QueueLease } from "./queueLease.ts";
import { answered, connectRedis, PATIENCE, type RedisServer } from "./redis.ts";

/** Where work is queued. */
export interface QueuePlace {
  /** The address of a Redis or Valkey server. */
  readonly url: string;
  /** The name of the queue. */
  readonly name: string;
  /** Receives progress messages, one line each. */
  readonly log: (line: string) => void;
  /** The most files in the queue at a time, including finished ones that are not collected yet. */
  readonly window?: number | undefined;
}

const WINDOW = 2000;
/** Jobs added or collected at once. */
const BATCH = 100;
/** Milliseconds between checks of the queue. */
const LOOK = 100;
/** The time limit for one round of requests, in milliseconds. */
const ROUND = 15_000;
/** How often jobs are added again in case Redis has lost them, in milliseconds; existing ones are not duplicated. */
const RENEWAL = 20_000;
/** After this long without any activity, in milliseconds, check whether there are workers at all. */
const IDLE = 5_000;

type Jobs = Queue<ExtractJob, ExtractResult>;

/**
 * Obtains rows from workers (`runWorker`) through a queue. Jobs stay in Redis until their rows are in the journal, and rows that are
 * already there are not computed again: whichever process is killed, at whatever moment, no file is lost or duplicated.
 * @throws AudioError, one line, if no Redis server responds, at the start or for a minute later on, or another extraction uses the
 * queue
 * @example
 * import { extractTable, findAudio } from "../src/audio/index.ts";
 * import { queueRows } from "../src/audio/machines/index.ts";
 * const obtain = queueRows({ url: "redis://127.0.0.1:6379", name: "songs", log: console.error });
 * await extractTable(findAudio(["music"]).files, "features.csv", { tempo: "mean", labelOf: (file) => file.folder, obtain });
 */
export function queueRows({ url, name, log, window = WINDOW }: QueuePlace): ObtainRows {
  return async (files, journal, settings, { signal, onProgress, timeout }) => {
    const missing = files.filter((file) => !journal.has(file));
    const resumed = files.length - missing.length;
    if (missing.length === 0) return { resumed, skipped: [] };
    const server = await connectRedis(url);
    try {
      const lease = await QueueLease.take(server, name, signal);
      const queue: Jobs = new Queue(name, {
        connection: server.client,
        prefix: KEY_PREFIX,
        streams: { events: { maxLen: 0 } },
      });
      queue.on("error", () => undefined);
      const collector = new Collector(queue, missing, journal, (file) => jobOf(file, settings, timeout), window);
      onProgress?.(resumed, files.length);
      try {
        await untilCollected(collector, lease, server, {
          log,
          signal,
          onCollected: (done) => onProgress?.(resumed + done, files.length),
        });
      } finally {
        // With a short time limit: Redis may be gone, and what is left there does no harm.
        await answered(
          lease.release(() => collector.clear()),
          ROUND,
        ).catch(() => undefined);
      }
      return { resumed, skipped: collector.skipped };
    } finally {
      server.client.disconnect();
    }
  };
}

/** Polls the queue until every file is accounted for. */
async function untilCollected(
  collector: Collector,
  lease: QueueLease,
  { address }: RedisServer,
  {
    log,
    signal,
    onCollected,
  }: Pick<QueuePlace, "log"> & {
    readonly signal: AbortSignal | undefined;
    readonly onCollected: (done: number) => void;
  },
): Promise<void> {
  let [heard, happened, isLost, isTold] = [performance.now(), performance.now(), false, false];
  while (!collector.isDone) {
    signal?.throwIfAborted();
    const before = collector.done;
    try {
      await answered(
        lease.renew().then(() => collector.round(isLost)),
        ROUND,
      );
    } catch (error) {
      // A failed write, or a queue used by another extraction, is not a problem with Redis.
      if (error instanceof AudioError) throw error;
      if (!isLost) log(`${address} does not answer; waiting for it`);
      isLost = true;
      if (performance.now() - heard > PATIENCE) {
        throw new AudioError(`${address} has not answered for a minute; the same command goes on from here`, {
          cause: error,
        });
      }
      await sleep(LOOK);
      continue;
    }
    if (isLost) log(`${address} answers again`);
    isLost = false;
    heard = performance.now();
    if (collector.done > before) {
      happened = heard;
      onCollected(collector.done);
      // Collecting files singly, as they finish, would cost more here than collecting several.
      if (collector.done - before >= BATCH) continue;
    }
    if (!isTold && heard - happened > IDLE) {
      isTold = true;
      if ((await collector.workers()) === 0)
        log(`no worker takes work from this queue yet: npm run extract -- --worker`);
    }
    await sleep(LOOK);
  }
}

/** Keeps a limited number of files' jobs in a queue, and removes finished ones. */
class Collector {
  readonly #queue: Jobs;
  readonly #journal: Journal;
  readonly #files: ReadonlyMap<string, { readonly file: AudioFile; readonly job: ExtractJob }>;
  readonly #waiting: Iterator<string>;
  readonly #window: number;
  readonly #queued = new Set<string>();
  /** Files that are accounted for; for skipped ones, with the reason. */
  readonly #finished = new Map<string, string | undefined>();
  #begun = false;
  #added = 0;

  constructor(
    queue: Jobs,
    files: readonly AudioFile[],
    journal: Journal,
    jobOf: (file: AudioFile) => ExtractJob,
    window: number,
  ) {
    this.#queue = queue;
    this.#journal = journal;
    this.#window = window;
    this.#files = new Map(
      files.map((file) => {
        const job = jobOf(file);
        return [jobId(job), { file, job }];
      }),
    );
    this.#waiting = this.#files.keys();
  }

  get done(): number {
    return this.#finished.size;
  }

  get isDone(): boolean {
    return this.#finished.size === this.#files.size;
  }

  /** Why files are skipped, in the order of the files. */
  get skipped(): string[] {
    return [...this.#files.keys()].flatMap((id) => this.#finished.get(id) ?? []);
  }

  /** The number of connected workers; NaN if Redis doesn't say or doesn't respond. */
  workers(): Promise<number> {
    return answered(this.#queue.getWorkersCount(), ROUND).catch(() => NaN);
  }

  /**
   * Collects finished jobs and refills the queue.
   * @param isBack whether Redis was away, and may have lost jobs
   */
  async round(isBack: boolean): Promise<void> {
    if (!this.#begun) await this.#begin();
    this.#begun = true;
    await this.#collect();
    if (isBack || performance.now() - this.#added > RENEWAL) {
      await this.#add([...this.#queued]);
      this.#added = performance.now();
    }
    const more: string[] = [];
    while (this.#queued.size + more.length < this.#window) {
      const { value, done } = this.#waiting.next();
      if (done) break;
      if (!this.#finished.has(value)) more.push(value);
    }
    await this.#add(more);
  }

  /** Removes what is left in the queue. */
  async clear(): Promise<void> {
    await this.#queue.obliterate({ force: true });
  }

  /** Resumes the work that a killed extraction left in the queue if it is the same; other work, and what failed, is removed. */
  async #begin(): Promise<void> {
    const left = await this.#queue.getJobs(["waiting", "prioritized", "delayed", "failed"]);
    for (const job of left) {
      if (job.failedReason !== undefined || !this.#files.has(job.id!)) await job.remove().catch(() => undefined);
    }
  }

  async #add(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += BATCH) {
      const batch = ids.slice(i, i + BATCH);
      for (const id of batch) this.#queued.add(id);
      await this.#queue.addBulk(
        batch.map((id) => ({
          name: "file",
          data: this.#files.get(id)!.job,
          opts: { jobId: id, attempts: TRIES, backoff: BACKOFF },
        })),
      );
    }
  }

  async #collect(): Promise<void> {
    const finished = await Promise.all([
      this.#queue.getJobs(["completed"], 0, BATCH - 1, true),
      this.#queue.getJobs(["failed"], 0, BATCH - 1, true),
    ]);
    const again: string[] = [];
    for (const { id, failedReason, returnvalue } of finished.flat()) {
      const known = this.#files.get(id!);
      if (!known || this.#finished.has(id!)) continue;
      if (failedReason !== undefined && NO_PROCESS.test(failedReason)) again.push(id!);
      else {
        if (failedReason === undefined) this.#keep(known.file, returnvalue);
        this.#finished.set(id!, failedReason && reasonOf(failedReason, known));
      }
    }
    // Only after storing them: jobs lost now would be done again, but jobs lost before would be missing.
    await Promise.all(finished.flat().map((job) => job.remove().catch(() => undefined)));
    for (const { id } of finished.flat()) this.#queued.delete(id!);
    await this.#add(again);
  }

  /** @throws AudioError if the disk is full or the journal is gone */
  #keep(file: AudioFile, rows: ExtractResult): void {
    try {
      addRowsToJournal(this.#journal.path, file, rows);
    } catch (cause) {
      const { message } = cause as Error;
      throw new AudioError(`${this.#journal.path}: ${message}; the same command goes on from here`, { cause });
    }
  }
}

/** Why a file is given up. */
function reasonOf(failedReason: string, { file, job }: { readonly file: AudioFile; readonly job: ExtractJob }): string {
  if (TOO_LATE.test(failedReason)) return tookTooLong(file, job.limit);
  const name = printable(file.path);
  const ended = /^Unexpected exit code: (\S+) signal: (\S+)/.exec(failedReason);
  if (ended) {
    const [, code, signal] = ended;
    return `${name}: it ended the process that read it, ${TRIES} times (${signal === "null" ? `exit code ${code}` : signal})`;
  }
  if (failedReason.includes("stalled"))
    return `${name}: more than ${MOST_VANISHED} workers vanished while they read it`;
  return failedReason;
}
