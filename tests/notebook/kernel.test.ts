import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT, TestKernel } from "../support/session.ts";
import { until } from "../support/until.ts";

const directory = join(ROOT, "notebooks");

describe("an interactive kernel", () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = new TestKernel(directory, true);
    await kernel.kernel.ready();
  });
  after(() => kernel.close());

  it("says nothing of its own on its standard error", async () => {
    await kernel.run("import { FEATURES } from '../src/schema.ts';\nFEATURES.length");
    assert.equal(kernel.printed("stderr"), "");
  });

  it("stops a cell that computes after it has waited, and keeps its names", async () => {
    await kernel.run("let kept = 1;");
    for (let time = 0; time < 2; time++) {
      const running = kernel.error(
        "await new Promise((resolve) => setTimeout(resolve, 10));\nkept++;\nwhile (true) {}",
      );
      await sleep(2000);
      kernel.kernel.interrupt();
      assert.equal((await running).ename, "InterruptError");
    }
    assert.equal(await kernel.text("kept"), "3");
    assert.doesNotMatch(kernel.printed("stderr"), /Deprecation|debugger/);
  });

  it("stops a cell that waits for a process or for shared memory, ends the process, and keeps its names", async () => {
    await kernel.run("import { execSync, spawnSync } from 'node:child_process';\nlet left = 1;");
    for (const code of [
      "execSync('sleep 4321');",
      "spawnSync('sleep', ['4321']);\nawait new Promise(() => undefined);",
      "spawnSync('sh', ['-c', 'trap : INT; sleep 4321; sleep 4321']);\nwhile (true) {}",
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
    ]) {
      const running = kernel.error(code);
      const interrupting = setInterval(() => kernel.kernel.interrupt(), 2000);
      try {
        assert.equal((await running).ename, "InterruptError", code);
      } finally {
        clearInterval(interrupting);
      }
      assert.equal(await kernel.text("left"), "1", code);
    }
  });

  it("lives on when it is interrupted between cells and while it starts", async () => {
    for (let time = 0; time < 10; time++) kernel.kernel.interrupt();
    assert.equal(await kernel.text("1 + 1"), "2");
    const starting = new TestKernel(directory, true);
    starting.kernel.interrupt();
    await starting.kernel.ready();
    assert.equal(await starting.text("1 + 1"), "2");
    await starting.close();
  });

  it("completes and inspects at a position, and evaluates expressions without counting them as cells", async () => {
    const { reply } = await kernel.run("const song = { title: 'Blue' };");
    assert.deepEqual(await kernel.kernel.ask("complete", "song.ti", 7), {
      start: 5,
      end: 7,
      matches: [{ text: "title", kind: "property" }],
    });
    assert.equal((await kernel.kernel.ask("inspect", "song", 2))!.declaration, "const song: {\n    title: string;\n}");
    assert.equal(await kernel.kernel.ask("inspect", "  ", 1), undefined);
    const { title, missing } = await kernel.kernel.evaluate({ title: "song.title", missing: "nothing.at" });
    assert.deepEqual(title, { status: "ok", data: { "text/plain": "Blue" }, metadata: {} });
    assert.ok(missing?.status === "error" && missing.ename === "TypeScriptError");
    assert.equal((await kernel.run("1")).reply.executionCount, reply.executionCount + 1);
  });

  it("ends with the process that started it, even while a cell computes", async () => {
    const program = `
import { Kernel } from ${JSON.stringify(join(ROOT, "src/notebook/kernel.ts"))};
const kernel = new Kernel(${JSON.stringify({ root: ROOT, directory, interactive: true })});
kernel.onEvent = (event) => event.type === "stream" && console.log(event.text.trim());
await kernel.ready();
await kernel.execute("console.log(process.pid);\\nwhile (true) {}");
`;
    const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const [printed] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
      const pid = Number(printed);
      assert.ok(isAlive(pid), printed);
      parent.kill("SIGKILL");
      await until(() => !isAlive(pid), "the kernel's end");
    } finally {
      parent.kill("SIGKILL");
    }
  });
});

describe("a kernel", { timeout: 300_000 }, () => {
  it("ends, though a process that a cell has left holds on to its output", async () => {
    const kernel = new TestKernel(directory);
    await kernel.kernel.ready();
    await kernel.run(
      "import { spawn } from 'node:child_process';\n" +
        "const left = spawn('sleep', ['4321'], { stdio: 'inherit', detached: true });\nleft.unref();\nconsole.log(left.pid);",
    );
    const left = Number(kernel.printed());
    try {
      await kernel.kernel.finish(60_000);
      assert.ok(isAlive(left));
    } finally {
      process.kill(left, "SIGKILL");
    }
  });

  it("tells all that was said before it is told that it died in the middle of a word", async () => {
    const kernel = new TestKernel(directory);
    await kernel.kernel.ready();
    const code = `console.log("a".repeat(1e6));\n(await import("node:fs")).writeSync(3, '{"type":"ou');\nprocess.kill(process.pid, "SIGKILL");`;
    await assert.rejects(kernel.run(code), { name: "DeadKernelError", message: /was killed \(SIGKILL\)/ });
    assert.equal(kernel.printed().trim().length, 1e6);
  });

  it("says so where no process can be started", async () => {
    const { execPath } = process;
    process.execPath = "/nowhere/node";
    const kernel = new TestKernel(directory);
    process.execPath = execPath;
    await assert.rejects(kernel.kernel.ready(), {
      name: "DeadKernelError",
      message: /^the kernel did not start: spawn .*ENOENT/,
    });
    await kernel.close();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
