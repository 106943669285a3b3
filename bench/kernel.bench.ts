/**
 * The Jupyter kernel beside Python's and tslab's own, through jupyter_client: time until the kernel responds, until the first cell has
 * run, until the pipeline is imported, and for a completion once warm.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installKernel } from "../src/notebook/index.ts";
import { type Bench, median } from "./bench.ts";
import { TSLAB, writeTslabKernel } from "./tslabKernel.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PYTHON = join(ROOT, ".venv/bin/python");
const RUNS = 5;

/** What each kernel has to do. */
const KERNELS = {
  ours: {
    first: "const x = 6 * 7;\nx",
    pipeline: [
      'import { loadSource } from "../src/dataset/loadSource.ts";',
      'import { resolveSource } from "../src/dataset/resolveSource.ts";',
      'import { KNeighborsClassifier } from "../src/models/kNeighborsClassifier.ts";',
    ].join("\n"),
    complete: "resolveSou",
  },
  python3: {
    first: "x = 6 * 7\nx",
    pipeline: "import pandas\nfrom sklearn.neighbors import KNeighborsClassifier",
    complete: "KNeighborsCl",
  },
  // It can't import the pipeline, because it refuses files outside the notebook's folder.
  "tslab-itself": { first: "const x = 6 * 7;\nx", pipeline: undefined, complete: "encodeURICompon" },
} as const;

type KernelName = keyof typeof KERNELS;

/** The seconds of each step. */
interface Seconds {
  readonly ready: number;
  readonly first: number;
  readonly pipeline: number | null;
  readonly complete: number;
}

const PROGRAM = `
import json, sys, time
from jupyter_client.manager import KernelManager
name, cwd, steps = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
seconds = {}
def timed(step, work):
    begin = time.perf_counter()
    work()
    seconds[step] = time.perf_counter() - begin
manager = KernelManager(kernel_name=name)
def start():
    global client
    manager.start_kernel(cwd=cwd)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
def run(code):
    reply = client.execute_interactive(code, timeout=120, allow_stdin=False, output_hook=lambda message: None)
    assert reply["content"]["status"] == "ok", reply["content"]
def complete():
    request = client.complete(steps["complete"])
    assert client._recv_reply(request, timeout=120)["content"]["matches"]
timed("ready", start)
timed("first", lambda: run(steps["first"]))
seconds["pipeline"] = None
if steps.get("pipeline"):
    timed("pipeline", lambda: run(steps["pipeline"]))
for _ in range(5):
    timed("complete", complete)
client.stop_channels()
manager.shutdown_kernel(now=True)
print(json.dumps(seconds))
`;

const bench: Bench = async (report) => {
  if (!existsSync(PYTHON)) {
    console.error(`kernel: no ${PYTHON}, so there is no client and no peer (README.md, "Tests and benchmarks")`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-kernel-"));
  try {
    await installKernel(folder, { name: "ours" });
    const names: KernelName[] = ["ours", "python3"];
    if (writeTslabKernel(folder, "tslab-itself")) names.push("tslab-itself");
    else console.error('kernel: no tslab of its own, so it is no peer (README.md, "Tests and benchmarks")');
    const env = { ...process.env, JUPYTER_PATH: folder };
    const measure = (name: KernelName): Seconds => {
      const place = name === "tslab-itself" ? TSLAB : join(ROOT, "notebooks");
      const args = ["-c", PROGRAM, name, place, JSON.stringify(KERNELS[name])];
      return JSON.parse(
        execFileSync(PYTHON, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
      ) as Seconds;
    };

    // Alternating, so that all see the same machine; the first run of each is not counted.
    const runs: Record<KernelName, Seconds[]> = { ours: [], python3: [], "tslab-itself": [] };
    for (let run = -1; run < RUNS; run++) {
      for (const name of names) {
        const seconds = measure(name);
        if (run >= 0) runs[name].push(seconds);
      }
    }
    const medianOf = (name: KernelName, step: keyof Seconds): number =>
      median(runs[name].map((seconds) => seconds[step] ?? NaN));
    const lines: [step: keyof Seconds, title: string][] = [
      ["ready", "from the start until the kernel answers"],
      ["first", "first cell, from then on"],
      ["pipeline", "first import of the pipeline (pandas and scikit-learn)"],
      ["complete", "completion, once warm"],
    ];
    for (const [step, title] of lines) {
      for (const peerName of names) {
        if (peerName === "ours") continue;
        if (KERNELS[peerName].pipeline === undefined && step === "pipeline") continue;
        const name = peerName === "python3" ? "ipykernel" : "tslab's own kernel";
        report({
          case: `${title}; peer: ${name}`,
          ours: medianOf("ours", step),
          peer: medianOf(peerName, step),
          unit: "s",
        });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export default bench;
