import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { IMAGE, ImageStore, skipWithoutBuilder } from "../support/containerImage.ts";
import { freePort } from "../support/freePort.ts";
import { until } from "../support/until.ts";

interface Config {
  readonly User: string;
  readonly Cmd: readonly string[];
  readonly StopSignal: string;
  readonly Healthcheck: { readonly Test: readonly string[] };
}

/** The process of the service and who it is, among the descendants of `pid`. */
function serviceBelow(pid: number): { readonly pid: number; readonly user: number } | undefined {
  for (const child of childrenOf(pid)) {
    const command = readFileSync(`/proc/${child}/cmdline`, "utf8").split("\0");
    if (command[0]!.endsWith("node") && command.includes("src/cli/serve.ts")) {
      const user = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${child}/status`, "utf8"))![1]);
      return { pid: child, user };
    }
    const below = serviceBelow(child);
    if (below) return below;
  }
  return undefined;
}

function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  return existsSync(tasks)
    ? readdirSync(tasks).flatMap((task) =>
        readFileSync(join(tasks, task, "children"), "utf8")
          .trim()
          .split(" ")
          .filter(Boolean)
          .map(Number),
      )
    : [];
}

/** Whether models and what hears files are there. */
async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  return answer?.ok === true && ((await answer.json()) as { audio: string }).audio === "ready";
}

describe("the container image", { skip: skipWithoutBuilder(), timeout: 1_200_000 }, () => {
  let store: ImageStore;
  let container: string;
  let files: string;
  let config: Config;
  before(() => {
    store = new ImageStore();
    store.build();
    container = store.run("from", "--pull-never", IMAGE);
    files = store.run("mount", container);
    config = (JSON.parse(store.run("inspect", "--type", "image", IMAGE)) as { Docker: { config: Config } }).Docker
      .config;
  });
  after(() => store.remove());

  it("takes at most 350 MB", (test) => {
    const bytes = Number(execFileSync("du", ["-sbx", files], { encoding: "utf8" }).split("\t")[0]);
    test.diagnostic(`${Math.round(bytes / 1e6)} MB`);
    assert.ok(bytes <= 350e6, `${bytes}`);
  });

  it("holds what the service loads, and nothing of development, notebooks and npm", () => {
    const modules = readdirSync(join(files, "app/node_modules"));
    for (const name of ["fastify", "lmdb", "mongodb", "mpg123-decoder", "tsx"]) assert.ok(modules.includes(name), name);
    for (const name of ["eslint", "typescript", "danfojs-node", "zeromq", "tslab", "plotly.js-dist-min"]) {
      assert.ok(!modules.includes(name), name);
    }
    for (const path of ["usr/local/bin/npm", "app/tests", "app/.git", "app/reports"]) {
      assert.ok(!existsSync(join(files, path)), path);
    }
  });

  it("serves as a user that may write the cache only, is healthy, draws, hears a file, and ends with SIGTERM", async () => {
    assert.equal(config.User, "node");
    assert.equal(config.StopSignal, "SIGTERM");
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = ["--env", `PORT=${port}`, "--env", "HOST=127.0.0.1"];
    const inside = (command: readonly string[]): string[] =>
      store.args(["run", "--isolation", "chroot", ...settings, container, "--", ...command]);
    const running: ChildProcess = spawn("buildah", inside(config.Cmd), { stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(running, "exit");
    let log = "";
    running.stdout!.on("data", (text: Buffer) => (log += text.toString()));
    try {
      await until(async () => running.exitCode !== null || (await isReady(url)), "the service in the image");
      assert.equal(running.exitCode, null, log);
      const service = serviceBelow(running.pid!)!;
      assert.equal(service.user, 1000);
      assert.notEqual(spawnSync("buildah", inside(["touch", "/app/src/new"])).status, 0);

      const [kind, ...check] = config.Healthcheck.Test;
      assert.equal(kind, "CMD");
      assert.equal(spawnSync("buildah", inside(check)).status, 0);
      assert.equal((await fetch(`${url}/api/draw`)).status, 200);
      const body = readFileSync(join(import.meta.dirname, "../audio/fixtures/cases/alaw.wav"));
      const judged = await fetch(`${url}/api/classify`, {
        method: "POST",
        body,
        headers: { "content-type": "audio/wav" },
      });
      assert.ok([200, 422].includes(judged.status), await judged.text());

      process.kill(service.pid, "SIGTERM");
      const ended = await Promise.race([exited, new Promise((late) => setTimeout(late, 10_000, "late").unref())]);
      assert.deepEqual(ended, [0, null], log);
    } finally {
      const left = running.exitCode === null ? serviceBelow(running.pid!) : undefined;
      if (left) process.kill(left.pid, "SIGKILL");
    }
  });
});
