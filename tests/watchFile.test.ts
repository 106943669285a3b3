import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";

describe("watchFile", { skip: existsSync("/proc/self/stat") ? false : "needs /proc" }, () => {
  it("ends what a test left, what blocks a test, and a test that waits for ever", () => {
    const watch = pathToFileURL(join(import.meta.dirname, "support/watchFile.ts")).href;
    const file = join(import.meta.dirname, "fixtures/hanging.ts");
    const { stdout, stderr, signal } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--import", watch, "--test-reporter=tap", file],
      {
        encoding: "utf8",
        env: { ...process.env, NODE_TEST_CONTEXT: undefined, TEST_LIMIT: "3000", TEST_GRACE: "2000" },
      },
    );
    assert.equal(signal, "SIGKILL");
    assert.match(stderr, /hanging\.ts: "blocks" takes too long: the processes started by it are ended/);
    assert.match(stderr, /hanging\.ts: "waits" goes on without them: its process is ended/);
    const [, left] = /left (\d+)/.exec(stdout) ?? [];
    assert.equal(existsSync(`/proc/${left}`), false, `process ${left} is still there`);
  });
});
