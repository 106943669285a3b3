/** Loading tables that were kept from the run before, beside making them anew: the replica, and its segments as CSV (80,000 rows). */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CACHE_OFF, CACHE_VARIABLE } from "../src/dataset/cache/cacheVariable.ts";
import { loadSource } from "../src/dataset/loadSource.ts";
import { resolveSource } from "../src/dataset/resolveSource.ts";
import { writeFeatureTable } from "../src/dataset/writeFeatureTable.ts";
import { type Bench, median } from "./bench.ts";

const ROUNDS = 7;
/** Prints the seconds that the first load of a process takes, on the clock and of all processors, without start and imports. */
const LOAD = `
const { loadSource } = await import(process.argv[1]);
const { resolveSource } = await import(process.argv[2]);
const source = resolveSource(process.argv[3]);
const used = process.cpuUsage();
const begin = performance.now();
await loadSource(source);
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify([seconds, (user + system) / 1e6]));
`;

const bench: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), "bench-cache-"));
  try {
    const { segments } = await loadSource(resolveSource("replica"));
    mkdirSync(join(folder, "csv"));
    await writeFeatureTable(join(folder, "csv/segments_3s.csv"), segments!);
    const modules = ["loadSource", "resolveSource"].map(
      (name) => new URL(`../src/dataset/${name}.ts`, import.meta.url).href,
    );
    const load = (source: string, cache: string): number[] => {
      const args = ["--import", "tsx", "--input-type=module", "-e", LOAD, ...modules, source];
      const env = { ...process.env, [CACHE_VARIABLE]: cache };
      return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", env })) as number[];
    };
    for (const [what, source] of [
      ["the replica; peer: drawn anew", "replica"],
      ["80,000 x 59 from CSV; peer: parsed anew", join(folder, "csv")],
    ] as const) {
      load(source, join(folder, "tables"));
      const [kept, anew]: [number[][], number[][]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        kept.push(load(source, join(folder, "tables")));
        anew.push(load(source, CACHE_OFF));
      }
      for (const [i, unit] of ["s", "CPU s"].entries()) {
        const of = (runs: number[][]): number => median(runs.map((run) => run[i]!));
        report({ case: `load ${what}`, ours: of(kept), peer: of(anew), unit });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export default bench;
