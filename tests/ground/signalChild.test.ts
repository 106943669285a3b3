import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { signalChild } from "../../src/ground/signalChild.ts";

describe("signalChild", { timeout: 60_000 }, () => {
  it("ends a process", async () => {
    const child = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1000)"]);
    signalChild(child, "SIGKILL");
    assert.deepEqual(await once(child, "exit"), [null, "SIGKILL"]);
  });

  it("sends nothing to one that could not be started", async (t) => {
    const child = spawn("/nowhere/program");
    const kill = t.mock.method(child, "kill", () => false);
    signalChild(child, "SIGKILL");
    assert.equal(kill.mock.callCount(), 0);
    const [error] = (await once(child, "error")) as [NodeJS.ErrnoException];
    assert.equal(error.code, "ENOENT");
  });
});
