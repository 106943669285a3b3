import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { QueueLease } from "../../../src/audio/machines/queueLease.ts";
import type { RedisServer } from "../../../src/audio/machines/redis.ts";

describe("QueueLease", { timeout: 60_000 }, () => {
  it("is not waited for for ever where Redis went away after it was connected", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const silent = { eval: () => new Promise(() => undefined) } as unknown as RedisServer["client"];
    const taken = QueueLease.take({ client: silent, address: "redis://127.0.0.1:1" }, "genres");
    t.mock.timers.tick(60_000);
    await assert.rejects(taken, {
      name: "AudioError",
      message: "redis://127.0.0.1:1 has not answered for a minute",
    });
  });
});
