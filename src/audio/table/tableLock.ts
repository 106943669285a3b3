import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { writeProblem } from "../../ground/index.ts";
import { AudioError } from "../audioError.ts";
import { keepAlive, silence, STALE } from "./lockHeartbeat.ts";

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Where its number means anything: see `machineId`. Older versions didn't say. */
  readonly machine?: string | null;
  /** When the process started, as counted by the system, because another process may later get the same id. */
  readonly started: string | null;
}

/** An empty lock is being written; after this many milliseconds its writer must have died. */
const WRITING = 10_000;
const TRIES = 5;
/** How long the end of a process is waited for that was killed, in milliseconds, and how often it is looked at. */
const DYING = 10_000;
const LOOK = 20;
/** Linux's flag of a process that is exiting, and SIGKILL in its masks of signals. */
const EXITING = 4;
const KILLED = 1n << 8n;

/**
 * A file beside a table that says who is writing it, so that no two extractions write the same one. The lock of a dead process is taken
 * over: at once on the same machine since it was started, on another one (or in another container) after it has been silent for a minute.
 * @example
 * import { TableLock } from "../src/audio/index.ts";
 * const lock = new TableLock("features.csv.lock");
 * lock.check();
 * lock.release();
 */
export class TableLock {
  readonly path: string;
  readonly #content = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    machine: machineId(),
    started: startOf(process.pid),
    // So that no two locks are alike, whatever a system doesn't say.
    id: randomUUID(),
  });
  #endHeartbeat = (): void => undefined;

  /** @throws AudioError if another extraction holds the lock */
  constructor(path: string) {
    this.path = path;
    for (let i = 0; i < TRIES; i++) {
      if (this.#create()) {
        this.#endHeartbeat = keepAlive(path, this.#content);
        return;
      }
      const content = readIfThere(path);
      if (content === undefined) continue;
      if (isHeld(path, content) && !hasEnded(content)) break;
      takeAway(path, content);
    }
    const holder = parse(readIfThere(path) ?? "");
    const { pid, host } = holder ?? {};
    const who = pid === undefined ? "" : ` (process ${pid} on ${host})`;
    const left = Math.ceil((STALE - (silence(path) ?? 0)) / 1000);
    const later = holder === undefined || isHere(holder) ? "" : `, or try again in ${left} seconds`;
    throw new AudioError(
      `${path}: another extraction${who} is writing this table: wait for its end or name another --out; where none is running, delete this file${later}`,
    );
  }

  /** @throws AudioError if the lock has been removed in the meantime */
  check(): void {
    if (readIfThere(this.path) === this.#content) return;
    throw new AudioError(`${this.path}: this lock was taken away while its table was written: run the command again`);
  }

  release(): void {
    this.#endHeartbeat();
    if (readIfThere(this.path) === this.#content) rmSync(this.path);
  }

  #create(): boolean {
    let lock: number;
    try {
      lock = openSync(this.path, "wx");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    }
    try {
      writeFileSync(lock, this.#content);
      return true;
    } catch (error) {
      // An empty one would be taken for another's that is just being written.
      rmSync(this.path, { force: true });
      throw writeProblem(this.path, error);
    } finally {
      closeSync(lock);
    }
  }
}

/** Removes a dead process's lock; if a live one has replaced it in the meantime, that is put back. */
function takeAway(path: string, content: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  try {
    if (readFileSync(aside, "utf8") !== content) putBack(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Puts a lock back unless yet another has been made. It stays the same file, which its holder goes on writing. */
function putBack(aside: string, path: string): void {
  try {
    linkSync(aside, path);
  } catch (error) {
    // Some file systems have no links.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" && !existsSync(path)) renameSync(aside, path);
  }
}

function isHeld(path: string, content: string): boolean {
  const holder = parse(content);
  if (holder === undefined) {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats !== undefined && Date.now() - stats.mtimeMs < WRITING;
  }
  // A process on another machine can't be seen from here, only that it writes.
  if (!isHere(holder)) return (silence(path) ?? Infinity) < STALE;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return holder.started === startOf(holder.pid) && lifeOf(holder.pid) !== "ended";
}

/** Waits a moment for the holder of a lock if it is dying, as after SIGKILL. */
function hasEnded(content: string): boolean {
  const holder = parse(content);
  if (holder === undefined || !isHere(holder)) return false;
  for (let waited = 0; waited < DYING && lifeOf(holder.pid) === "ending"; waited += LOOK) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK);
  }
  return lifeOf(holder.pid) === "ended";
}

/** Whether a process would be seen from here: two machines, or containers, may have the same name. */
function isHere({ host, machine }: Holder): boolean {
  return host === hostname() && machine === machineId();
}

function parse(content: string): Holder | undefined {
  try {
    const holder = JSON.parse(content) as Partial<Holder> | null;
    return Number.isInteger(holder?.pid) && typeof holder?.host === "string" ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What tells machines of one name apart, and containers of one machine, which count their processes each by themselves: on Linux the
 * boot and the space of process numbers; null if the system doesn't say.
 */
function machineId(): string | null {
  try {
    return `${bootId()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

/** When a process started: on Linux the boot and the ticks since; null if the system doesn't say. */
function startOf(pid: number): string | null {
  try {
    return `${bootId()}/${statOf(pid)[19]}`;
  } catch {
    return null;
  }
}

/**
 * Whether a process that can be seen still does anything. One that was killed is there for a moment, and then until its parent takes
 * notice, which may never be.
 * @returns "living" also where the system doesn't say
 */
function lifeOf(pid: number): "living" | "ending" | "ended" {
  try {
    const fields = statOf(pid);
    const [state, flags, threads] = [fields[0]!, Number(fields[6]), Number(fields[17])];
    if ("ZXx".includes(state)) return threads > 1 ? "ending" : "ended";
    if (flags & EXITING) return "ending";
    const pending = /^SigPnd:\t(\w+)\nShdPnd:\t(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return pending?.slice(1).some((mask) => BigInt(`0x${mask}`) & KILLED) ? "ending" : "living";
  } catch (error) {
    const isGone =
      ["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code!) && existsSync("/proc/self/stat");
    return isGone ? "ended" : "living";
  }
}

/** What Linux says of a process, from its state on; see proc_pid_stat(5). */
function statOf(pid: number): string[] {
  // The command's name, in brackets, may contain anything; only numbers follow it.
  return readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
