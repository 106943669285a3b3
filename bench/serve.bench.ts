/**
 * The prediction page under load, beside the same page in Flask and scikit-learn (bench/serve/flaskPage.py): 50 connections that
 * repeatedly ask for a draw of five, predicted by KNN on the full-size replica. One process each, alternating, three times 10 s.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import autocannon from "autocannon";
import { dropVariances, loadSource, reportSplit, resolveSource, takeSplit } from "../src/dataset/index.ts";

import { freePort } from "../tests/support/freePort.ts";
import { type Bench, median } from "./bench.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PYTHON = join(ROOT, ".venv/bin/python");
const ROUNDS = 3;
const SECONDS = 10;
const CONNECTIONS = 50;

interface Load {
  /** The server's processor time per page in milliseconds, over all its threads; NaN if the system doesn't say. */
  readonly cpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const bench: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), "bench-serve-"));
  const children: ChildProcess[] = [];
  try {
    const [ourPort, flaskPort] = [await freePort(), await freePort()];
    children.push(await startOurs(ourPort));
    const withPeer = existsSync(PYTHON);
    if (withPeer) {
      await writeParts(folder);
      children.push(await startFlask(folder, flaskPort));
    } else {
      console.error(`serve: no ${PYTHON}, so there is no peer (README.md, "Tests and benchmarks")`);
    }
    const ours: Load[] = [];
    const peer: Load[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await load(ourPort, children[0]!.pid!));
      if (withPeer) peer.push(await load(flaskPort, children[1]!.pid!));
    }
    const of = (loads: readonly Load[], key: keyof Load): number => median(loads.map((one) => one[key]));
    for (const [key, name, unit] of [
      ["cpu", "processor time of a page", "ms"],
      ["perSecond", "pages a second, more is better", "1/s"],
      ["p50", "median time of a page", "ms"],
      ["p99", "99th percentile of the time of a page", "ms"],
    ] as const) {
      report({
        case: `${name}; peer: Flask and scikit-learn`,
        ours: of(ours, key),
        peer: withPeer ? of(peer, key) : null,
        unit,
      });
    }
  } finally {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
};

/** The page as it is served, with all its models ready, so that no other work is in progress. */
async function startOurs(port: number): Promise<ChildProcess> {
  const settings = { PORT: String(port), DATA: "replica", UPLOADS: "off", REQUESTS_PER_MINUTE: "0", LOG_LEVEL: "warn" };
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/serve.ts"], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "ignore", "inherit"],
  });
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error("serve ended before it was ready");
    await new Promise((wait) => setTimeout(wait, 200));
  }
  return child;
}

async function isReady(port: number): Promise<boolean> {
  try {
    const state = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as { models: Record<string, string> };
    return Object.values(state.models).every((model) => model === "ready");
  } catch {
    return false;
  }
}

async function startFlask(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(PYTHON, [join(ROOT, "bench/serve/flaskPage.py"), folder, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) if (line === "ready") return child;
  throw new Error("flaskPage.py ended before it was ready");
}

/** The data of the page: the same training rows and hold-out for both. */
async function writeParts(folder: string): Promise<void> {
  const { segments } = await loadSource(resolveSource("replica", ROOT));
  const table = dropVariances(segments!);
  const { train, holdout } = takeSplit(table, reportSplit(table, { by: "row", seed: 1 }));
  writeFileSync(join(folder, "columns.txt"), String(table.features.length));
  for (const [name, { X, y }] of Object.entries({ train, holdout })) {
    writeFileSync(join(folder, `${name}X.f64`), X.data);
    writeFileSync(join(folder, `${name}Y.txt`), y.join("\n"));
  }
}

async function load(port: number, pid: number): Promise<Load> {
  const before = processorTime(pid);
  const url = `http://127.0.0.1:${port}/`;
  const { requests, latency, errors, non2xx, timeouts } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  if (errors + non2xx + timeouts > 0)
    throw new Error(`${url}: ${errors} errors, ${non2xx} answers that are no page, ${timeouts} timeouts`);
  return {
    cpu: (processorTime(pid) - before) / requests.total,
    perSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
  };
}

/** A process's processor time in milliseconds, on Linux (proc(5): fields 14 and 15 of stat, in hundredths of a second). */
function processorTime(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return NaN;
  const fields = readFileSync(file, "utf8").split(") ")[1]!.split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

export default bench;
