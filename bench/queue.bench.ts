import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedis } from "../tests/support/redis.ts";
import { ROOT } from "../tests/support/session.ts";
import { SHARED_DATA } from "../tests/support/sharedData.ts";
import { type Bench, median } from "./bench.ts";

const CLIPS = join(SHARED_DATA, "fma-small/clips");
const MOST_CLIPS = 40;
const ROUNDS = 3;
/** Clock ticks of /proc per second. */
const TICKS = 100;

/**
 * The extraction of 30-second clips by workers of one process each, on one Redis: two workers beside one, alternating. Workers are
 * connected and have read a few clips before timing starts. Processor time is that of the workers, their processes and the extraction
 * over the same period.
 */
const bench: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const redis = await startRedis();
  const run = (...args: string[]): ChildProcess =>
    spawn(process.execPath, ["--import", "tsx", "src/cli/extract.ts", "--queue", "bench", ...args], {
      cwd: ROOT,
      env: { ...process.env, REDIS_URL: redis.url },
      stdio: "ignore",
    });
  const clips = readdirSync(CLIPS)
    .map((file) => join(CLIPS, file))
    .slice(0, MOST_CLIPS);
  const extract = async (files: readonly string[]): Promise<number> => {
    const begin = performance.now();
    const [code] = (await once(run(...files, "--out", join(folder, "table.csv")), "close")) as [number];
    if (code !== 0) throw new Error(`the extraction ended with exit code ${code}`);
    rmSync(join(folder, "table.csv"));
    return (performance.now() - begin) / 1000;
  };
  const seconds = new Map<number, number[]>();
  const processor = new Map<number, number[]>();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const workers of [1, 2]) {
        const all = Array.from({ length: workers }, () => run("--worker", "--jobs", "1"));
        await extract(clips.slice(0, 4 * workers));
        const before = processorSeconds(all);
        seconds.set(workers, [...(seconds.get(workers) ?? []), await extract(clips)]);
        processor.set(workers, [...(processor.get(workers) ?? []), processorSeconds(all) - before]);
        const ended = all.map((worker) => once(worker, "close"));
        for (const worker of all) worker.kill("SIGTERM");
        await Promise.all(ended);
      }
    }
  } finally {
    await redis.stop();
    rmSync(folder, { recursive: true });
  }
  const line = (name: string, measured: ReadonlyMap<number, readonly number[]>): void =>
    report({
      case: `${clips.length} clips of 30 seconds by two workers, beside one: ${name}`,
      ours: median(measured.get(2)!),
      peer: median(measured.get(1)!),
      unit: "s",
    });
  line("time", seconds);
  line("processor time", processor);
};

export default bench;

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
