import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ROOT } from "../support/session.ts";

describe("npm run kernel", () => {
  const folder = mkdtempSync(join(tmpdir(), "kernel-"));
  after(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ["--import", "tsx", "src/cli/kernel.ts", ...args], {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, JUPYTER_DATA_DIR: join(folder, "data"), INIT_CWD: folder },
    });
  const kernel = join(folder, "data", "kernels", "tslab");

  it("installs the kernel and what draws its charts for the user, and takes both away again", () => {
    const { status, stdout, stderr } = run();
    assert.equal(status, 0, stderr);
    assert.match(stdout, /kernels[/\\]tslab: the kernel "TypeScript" of /);
    const spec = JSON.parse(readFileSync(join(kernel, "kernel.json"), "utf8")) as Record<string, unknown>;
    assert.deepEqual([spec.language, spec.interrupt_mode], ["typescript", "message"]);
    assert.ok((spec.argv as string[]).includes("{connection_file}"));
    const extension = join(folder, "data", "labextensions", "notebook-charts");
    assert.deepEqual(readdirSync(join(extension, "static")).sort(), ["plotly.js", "remoteEntry.js"]);

    assert.equal(run("--remove").status, 0);
    assert.deepEqual([existsSync(kernel), existsSync(extension)], [false, false]);
    assert.match(run("--remove").stderr, /is no kernel of this project\n$/);
  });

  it("installs into a Python environment", () => {
    assert.equal(run("--prefix", "venv").status, 0);
    assert.ok(existsSync(join(folder, "venv", "share", "jupyter", "kernels", "tslab", "kernel.json")));
  });

  it("leaves another kernel of that name alone unless it is told to replace it", () => {
    mkdirSync(kernel, { recursive: true });
    writeFileSync(join(kernel, "kernel.json"), '{"argv": ["tslab"], "display_name": "TypeScript"}');
    const refused = run();
    assert.equal(refused.status, 1);
    assert.match(
      refused.stderr,
      /is another kernel \(tslab's own\?\); give ours another --name, or replace it with --force\n$/,
    );
    assert.match(readFileSync(join(kernel, "kernel.json"), "utf8"), /"argv": \["tslab"\]/);
    assert.equal(run("--remove").status, 1);
    assert.equal(run("--name", "ours").status, 0);
    assert.equal(run("--force").status, 0);
    assert.match(readFileSync(join(kernel, "kernel.json"), "utf8"), /serveKernel/);
  });
});
