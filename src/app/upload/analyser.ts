import { type ChildProcess, fork, type ForkOptions, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { signalChild } from "../../ground/index.ts";
import { Problem } from "../problem.ts";
import { type AnalyseAnswer, type AnalyseRequest, type HeardUpload, TOO_MUCH_MEMORY } from "./analyserMessages.ts";

export interface AnalyserLimits {
  /** The number of processes that analyse at the same time. */
  readonly processes: number;
  /** The time limit for one file, in seconds. */
  readonly seconds: number;
  /** The memory limit of a process. */
  readonly megabytes: number;
  /** The longest recording. */
  readonly minutes: number;
}

/** A process is replaced after this many files, to get rid of what decoders leave behind. */
const FILES_PER_PROCESS = 50;
const MAIN = join(import.meta.dirname, "analyserMain.ts");

interface Lane {
  /** Undefined if the last one has ended and another could not be started. */
  child: ChildProcess | undefined;
  files: number;
}

/**
 * Analyses audio files with the trained network in separate processes, with limits on time and memory; files wait for a free process. A
 * process is started with its first file, or ahead of it, and keeps this one alive until `close` is called.
 */
export class Analyser {
  readonly #limits: AnalyserLimits;
  readonly #idle: Lane[] = [];
  readonly #waiting: ((lane: Lane | undefined) => void)[] = [];
  readonly #all = new Set<ChildProcess>();
  #closed = false;
  #starts = 0;

  constructor(limits: AnalyserLimits) {
    this.#limits = limits;
    for (let i = 0; i < limits.processes; i++) this.#idle.push({ child: undefined, files: 0 });
  }

  /** Starts the processes that no file has needed yet, so that the first file need not wait. */
  startAhead(): void {
    if (this.#closed) return;
    for (const lane of this.#idle) this.#tryToRenew(lane);
  }

  /** The number of files that wait for a process. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The number of processes started so far. */
  get starts(): number {
    return this.#starts;
  }

  /** The ids of its processes. */
  get processIds(): number[] {
    return [...this.#all].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * What the network hears in an audio file every 3 seconds.
   * @throws Problem 422 if the file can't be decoded, or exceeds the limits on time or memory; 503 while closing, if no process can be
   * started, or if one is killed from outside
   */
  async analyse(file: Uint8Array): Promise<HeardUpload> {
    const lane = await this.#take();
    // It may have been closed since the lane became free.
    if (this.#closed) throw closing();
    try {
      this.#renew(lane);
      const answer = await this.#ask(lane.child!, { file, minutes: this.#limits.minutes });
      if ("heard" in answer) return answer.heard;
      throw new Problem(422, "The file can't be analysed", `The file can't be analysed: ${answer.refused}.`);
    } finally {
      this.#giveBack(lane);
    }
  }

  /** Ends all processes and abandons what is being analysed. */
  close(): void {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake(undefined);
    for (const child of this.#all) signalChild(child, "SIGKILL");
  }

  #start(): ChildProcess {
    const { megabytes } = this.#limits;
    const { PATH, NODE_ENV, MALLOC_MMAP_THRESHOLD_ } = process.env;
    const options: ForkOptions & Pick<SpawnOptions, "windowsHide"> = {
      execArgv: ["--import", "tsx", `--max-old-space-size=${Math.ceil(megabytes / 2)}`, "--max-semi-space-size=2"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      windowsHide: true,
      // Not all of this process's environment, which may contain the database's password.
      env: { PATH, NODE_ENV, MALLOC_MMAP_THRESHOLD_ },
    };
    const child = fork(MAIN, [String(megabytes)], options);
    this.#starts++;
    this.#all.add(child);
    child.once("exit", () => this.#all.delete(child));
    // A process that could not be started emits no exit event.
    child.on("error", () => child.pid === undefined && this.#all.delete(child));
    return child;
  }

  #stop(lane: Lane): void {
    if (lane.child) signalChild(lane.child, "SIGKILL");
    lane.child = undefined;
  }

  /** If no process can be started, the next file tries again and reports the failure to its sender. */
  #tryToRenew(lane: Lane): void {
    try {
      this.#renew(lane);
    } catch {
      // The lane has none.
    }
  }

  /**
   * Makes sure that a lane has a usable process.
   * @throws Problem 503 if none can be started
   */
  #renew(lane: Lane): void {
    if (canBeAsked(lane.child)) return;
    this.#stop(lane);
    lane.files = 0;
    try {
      lane.child = this.#start();
    } catch (error) {
      throw unavailable(error as Error);
    }
  }

  #take(): Promise<Lane> {
    if (this.#closed) return Promise.reject(closing());
    const lane = this.#idle.pop();
    if (lane) return Promise.resolve(lane);
    return new Promise((resolve, reject) => {
      this.#waiting.push((free) => (free ? resolve(free) : reject(closing())));
    });
  }

  #giveBack(lane: Lane): void {
    if (this.#closed) return;
    if (++lane.files >= FILES_PER_PROCESS) this.#stop(lane);
    this.#tryToRenew(lane);
    const wake = this.#waiting.shift();
    if (wake) wake(lane);
    else this.#idle.push(lane);
  }

  async #ask(child: ChildProcess, request: AnalyseRequest): Promise<AnalyseAnswer> {
    const { seconds, megabytes } = this.#limits;
    const done = new AbortController();
    let tookTooLong = false;
    const timer = setTimeout(() => {
      tookTooLong = true;
      signalChild(child, "SIGKILL");
    }, seconds * 1000);
    try {
      const answered = once(child, "message", { signal: done.signal }) as Promise<[AnalyseAnswer]>;
      const exited = once(child, "exit", { signal: done.signal }).then(([, signal]): never => {
        if (this.#closed) throw closing();
        if (signal === "SIGKILL" && !tookTooLong) throw killed();
        const why = tookTooLong
          ? `it takes longer than ${seconds} seconds`
          : signal === TOO_MUCH_MEMORY
            ? `it takes more than ${megabytes} MB of memory`
            : "the decoder broke down on it";
        throw new Problem(
          422,
          "The file can't be analysed",
          `The file can't be analysed: ${why}. Send a shorter part of it.`,
        );
      });
      // One of the two always loses the race, and rejects on the signal.
      answered.catch(() => undefined);
      exited.catch(() => undefined);
      // A process that could not be started reports it in a moment.
      if (child.pid !== undefined) child.send(request, () => undefined);
      const [answer] = await Promise.race([answered, exited]);
      return answer;
    } catch (error) {
      // Both reject with the process's own error if it could not be started or can't be reached.
      throw error instanceof Problem ? error : unavailable(error as Error);
    } finally {
      clearTimeout(timer);
      done.abort();
    }
  }
}

/** A process that could not be started has no id. After one has ended, its channel may be reported closed only later. */
function canBeAsked(child: ChildProcess | undefined): boolean {
  return child?.pid !== undefined && child.connected && child.exitCode === null && child.signalCode === null;
}

function unavailable(error: Error): Problem {
  return new Problem(
    503,
    "The decoder is not available",
    `The decoder could not start (${error.message}); try again.`,
    {
      "retry-after": "5",
    },
  );
}

/** Killed by the system for lack of memory, or by hand; says nothing about the file. */
function killed(): Problem {
  return new Problem(503, "The analysis ended unexpectedly", "The analysis ended unexpectedly; try again.", {
    "retry-after": "5",
  });
}

function closing(): Problem {
  return new Problem(503, "The service is closing", "The service is about to end; try again in a moment.", {
    "retry-after": "5",
    connection: "close",
  });
}
