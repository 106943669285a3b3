import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { promisify } from "node:util";
import { pino } from "pino";
import { PYTHON, skipWithoutPython } from "../support/python.ts";
import { startTestService, until } from "../support/service.ts";
import { ROOT } from "../support/session.ts";

const skip = skipWithoutPython("schemathesis");
/** Of each operation. Two of the five take no input that could vary, so that about 2,000 cases come of it. */
const CASES_PER_OPERATION = "950";

describe("the API as it is described", { skip }, async () => {
  const lines: string[] = [];
  const logger = pino({ level: "error" }, { write: (line) => void lines.push(line) });
  const running = skip ? undefined : await startTestService({}, undefined, logger);
  after(() => running?.close());
  await until(async () => {
    if (!running) return true;
    const { audio, models } = await running.service.readiness();
    return audio === "ready" && Object.values(models).every((state) => state === "ready");
  });

  it("keeps to its description in all that schemathesis makes of it", { timeout: 600_000 }, async () => {
    const { stdout } = await promisify(execFile)(
      PYTHON,
      [
        ...["-m", "schemathesis.cli", "--config-file", join(ROOT, "tests/support/schemathesis.toml")],
        ...["run", `${running!.url}/openapi.json`, "--workers", "4", "--continue-on-failure", "--no-color"],
        ...["--max-examples", CASES_PER_OPERATION, "--seed", "1", "--generation-database", "none"],
      ],
      { cwd: running!.service.config.CACHE, maxBuffer: 1 << 26, encoding: "utf8" },
    ).catch((error: { stdout?: string }) => assert.fail(error.stdout ?? String(error)));
    assert.match(stdout, /Test cases:\s+\d+ generated, \d+ passed/);
    assert.deepEqual(lines, []);
    assert.equal((await fetch(`${running!.url}/readyz`)).status, 200);
  });
});
