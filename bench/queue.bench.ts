import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedis } from "../tests/support/redis.ts";
import { ROOT } from "../tests/support/session.ts";
import { SHARED_DATA } from "../tests/support/sharedData.ts";
import { type Bench, median } from "./bench.ts";

const CLIPS = join(SHARED_DATA, "fma-small/clips");
const MOST_CLIPS = 160;
const ROUNDS = 3;
/** Files at the start and the end that are no part of the steady state: processes start up, or have nothing left to do. */
const EDGE = 8;
/** Milliseconds between looks at the journal. */
const LOOK = 20;
/** Clock ticks of /proc per second. */
const TICKS = 100;

/** What one extraction took, in seconds, and how many files per second it did between its start and its end. */
interface Run {
  readonly whole: number;
  readonly steady: number;
  readonly processor: number;
  /** The part of the processor time used by the command that gives out the work and writes the table. */
  readonly command: number;
}

/**
 * The extraction of 30-second clips by two workers of one process each beside one, alternating, on one Redis; and, to show what the machine
 * itself allows, by two threads beside one without a queue. The steady state leaves out the command's start and end, which more workers
 * don't shorten. Workers are connected and have read a few clips before timing starts.
 */
const bench: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const table = join(folder, "table.csv");
  const redis = await startRedis();
  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, ["--import", "tsx", "src/cli/extract.ts", ...args], {
      cwd: ROOT,
      env: { ...process.env, REDIS_URL: redis.url },
      stdio: "ignore",
    });
  const clips = readdirSync(CLIPS)
    .map((file) => join(CLIPS, file))
    .slice(0, MOST_CLIPS);
  const extract = async (files: readonly string[], workers: readonly ChildProcess[], how: string[]): Promise<Run> => {
    const [before, commandBefore, begin] = [processorSeconds(workers), processorSeconds([]), performance.now()];
    const command = start(...files, "--out", table, ...how);
    const endWatch = watchJournal(`${table}.journal`);
    const [code] = (await once(command, "close")) as [number];
    const moments = endWatch();
    if (code !== 0) throw new Error(`the extraction ended with exit code ${code}`);
    rmSync(table);
    const whole = (performance.now() - begin) / 1000;
    const [from, to] = [EDGE, files.length - EDGE].map((n) => moments.find(({ files }) => files >= n));
    return {
      whole,
      steady: from && to ? (to.files - from.files) / (to.seconds - from.seconds) : NaN,
      processor: processorSeconds(workers) - before,
      command: processorSeconds([]) - commandBefore,
    };
  };
  const byQueue = async (count: number): Promise<Run> => {
    const queue = ["--queue", "bench"];
    const workers = Array.from({ length: count }, () => start("--worker", "--jobs", "1", ...queue));
    try {
      await extract(clips.slice(0, 4 * count), workers, queue);
      return await extract(clips, workers, queue);
    } finally {
      const ended = workers.map((worker) => once(worker, "close"));
      for (const worker of workers) worker.kill("SIGTERM");
      await Promise.all(ended);
    }
  };
  const ways = {
    workers: byQueue,
    "threads, without a queue": (count: number) => extract(clips, [], ["--jobs", `${count}`]),
  };
  const runs = new Map<string, Run[]>();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, run] of Object.entries(ways)) {
        for (const count of [1, 2]) {
          const key = `${count} ${name}`;
          runs.set(key, [...(runs.get(key) ?? []), await run(count)]);
        }
      }
    }
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true });
  }
  for (const name of Object.keys(ways)) {
    const of = (count: number, value: keyof Run): number =>
      median(runs.get(`${count} ${name}`)!.map((run) => run[value]));
    const line = (what: string, value: keyof Run, unit: string): void =>
      report({
        case: `${clips.length} clips of 30 seconds by two ${name}, beside one: ${what}`,
        ours: of(2, value),
        peer: of(1, value),
        unit,
      });
    line("steady state", "steady", "clips/s");
    line("whole command", "whole", "s");
    line("processor time", "processor", "s");
    if (name === "workers") line("processor time of the command", "command", "s");
  }
};

export default bench;

/** Notes how many files a journal contains, and when, until the returned function is called. */
function watchJournal(path: string): () => readonly { readonly files: number; readonly seconds: number }[] {
  const moments: { files: number; seconds: number }[] = [];
  const piece = Buffer.alloc(1 << 20);
  // The first line is no file's.
  let [descriptor, files] = [-1, -1];
  const timer = setInterval(() => {
    if (descriptor < 0 && existsSync(path)) descriptor = openSync(path, "r");
    if (descriptor < 0) return;
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      for (let at = piece.indexOf("\n"); at >= 0 && at < read; at = piece.indexOf("\n", at + 1)) files++;
      moments.push({ files, seconds: performance.now() / 1000 });
    }
  }, LOOK);
  return () => {
    clearInterval(timer);
    if (descriptor >= 0) closeSync(descriptor);
    return moments;
  };
}

/** Processor time so far of workers and their processes, and of finished processes that this one has started. */
function processorSeconds(workers: readonly ChildProcess[]): number {
  const stats = readdirSync("/proc").flatMap((pid) => (/^\d+$/.test(pid) ? statOf(pid) : []));
  const pids = new Set(workers.map(({ pid }) => pid));
  const own = stats.filter(({ pid, parent }) => pids.has(pid) || pids.has(parent));
  const over = stats.find(({ pid }) => pid === process.pid)!.ofChildren;
  return own.reduce((sum, { ticks }) => sum + ticks, over) / TICKS;
}

function statOf(pid: string): { pid: number; parent: number; ticks: number; ofChildren: number }[] {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return [];
  }
  // The command's name, in brackets, may contain anything; only numbers follow it.
  const fields = text
    .replace(/^.*\) /s, "")
    .split(" ")
    .map(Number);
  const [parent, user, system, ofUser, ofSystem] = [1, 11, 12, 13, 14].map((i) => fields[i]!) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return [{ pid: Number(pid), parent, ticks: user + system, ofChildren: ofUser + ofSystem }];
}
