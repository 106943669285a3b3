/**
 * Running a trivial notebook and exporting its HTML page, beside `jupyter nbconvert --execute --to html`: on the same TypeScript
 * notebook with tslab's own Jupyter kernel, and on the same notebook in Python. Whole commands, as a user calls them.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Bench, median } from "./bench.ts";
import { writeTslabKernel } from "./tslabKernel.ts";

const ROOT = resolve(import.meta.dirname, "..");
const JUPYTER = join(ROOT, ".venv/bin/jupyter");
const RUNS = 5;

const cell = (id: string, source: string): object => ({
  cell_type: "code",
  id,
  metadata: {},
  source,
  outputs: [],
  execution_count: null,
});

const notebook = (kernel: string, language: string, sources: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: kernel, display_name: kernel, language } },
    cells: [
      { cell_type: "markdown", id: "title", metadata: {}, source: "# Trivial\n\nTwo cells." },
      ...sources.map((source, i) => cell(`cell-${i}`, source)),
    ],
  });

const bench: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), "bench-runner-"));
  try {
    const typescript = join(folder, "trivial.ipynb");
    const python = join(folder, "trivial-python.ipynb");
    writeFileSync(typescript, notebook("tslab", "typescript", ["const x = 6 * 7;\nconsole.log(x);", "x + 1"]));
    writeFileSync(python, notebook("python3", "python", ["x = 6 * 7\nprint(x)", "x + 1"]));
    const withTslab = writeTslabKernel(join(folder, "jupyter"), "tslab");
    const env = { ...process.env, JUPYTER_PATH: join(folder, "jupyter") };

    const run = (command: string, args: readonly string[]): number => {
      const begin = performance.now();
      execFileSync(command, args, { cwd: ROOT, env, stdio: "pipe" });
      return (performance.now() - begin) / 1000;
    };
    const ours = (): number => run("npm", ["run", "-s", "reproduce", "--", typescript, "--out", join(folder, "out")]);
    const nbconvert = (path: string) => (): number =>
      run(JUPYTER, ["nbconvert", "--execute", "--to", "html", "--output-dir", join(folder, "html"), path]);

    const withPeer = existsSync(JUPYTER);
    const missing = [...(withPeer ? [] : [JUPYTER]), ...(withTslab ? [] : ["tslab of its own"])];
    if (missing.length > 0) console.error(`runner: no ${missing.join(", no ")} (README.md, "Tests and benchmarks")`);
    for (const [name, peer] of [
      ["trivial notebook to HTML; peer: nbconvert with tslab's kernel", withTslab && nbconvert(typescript)],
      ["trivial notebook to HTML; peer: nbconvert with Python's kernel", nbconvert(python)],
    ] as const) {
      const other = withPeer && peer !== false ? peer : undefined;
      const seconds = alternate(ours, other);
      report({ case: name, ours: median(seconds.ours), peer: other ? median(seconds.peer) : null, unit: "s" });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Ours and the peer alternating, so that both see the same machine; the first run of each is not counted. */
function alternate(ours: () => number, peer: (() => number) | undefined): { ours: number[]; peer: number[] } {
  const seconds: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let run = -1; run < RUNS; run++) {
    const one = ours();
    const other = peer?.();
    if (run < 0) continue;
    seconds.ours.push(one);
    if (other !== undefined) seconds.peer.push(other);
  }
  return seconds;
}

export default bench;
