import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { describe, it } from "node:test";

const root = resolve(import.meta.dirname, "../..");

/** What an empty package or one that only says so takes the place of, by the package that would load it. */
describe("what is left out because nothing calls it", { timeout: 120_000 }, () => {
  it("is said by tslab's own kernel, with the way to the project's", () => {
    const { status, stdout, stderr } = spawnSync("npx", ["tslab", "kernel"], {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /^\[?Error: tslab's own kernel is not installed .* `npm run kernel` installs their kernel\]?$/m,
    );
    assert.doesNotMatch(stderr, /^ {4}at /m);
  });

  it("is said by a job with a cron expression", async () => {
    const { getNextMillis } = await import("bullmq");
    assert.equal(getNextMillis(1500, { every: 1000 }), 2000);
    assert.throws(() => getNextMillis(1500, { pattern: "* * * * *" }), /cron expression need cron-parser itself/);
  });

  it("does not keep prom-client from counting processor time", async () => {
    const { collectDefaultMetrics, Registry } = await import("prom-client");
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    assert.match(await registry.metrics(), /^process_cpu_seconds_total \d/m);
  });

  it("is nothing else: an empty package is empty", () => {
    const { overrides } = createRequire(import.meta.url)("../../package.json") as {
      overrides: Record<string, string | Record<string, string>>;
    };
    const lock = createRequire(import.meta.url)("../../package-lock.json") as {
      packages: Record<string, { name?: string }>;
    };
    for (const [of, changes] of Object.entries(overrides)) {
      if (typeof changes === "string") continue;
      for (const [name, by] of Object.entries(changes)) {
        if (!by.startsWith("npm:empty-npm-package@")) continue;
        const places = [`node_modules/${of}/node_modules/${name}`, `node_modules/${name}`];
        const place = places.find((path) => path in lock.packages);
        assert.equal(lock.packages[place!]?.name, "empty-npm-package", `${of} > ${name}`);
      }
    }
  });
});
