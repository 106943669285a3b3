import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { jupyterHome } from "../../support/jupyter.ts";
import { PYTHON, skipWithoutPython } from "../../support/python.ts";
import { ROOT } from "../../support/session.ts";

describe("the kernel, by jupyter_kernel_test", { skip: skipWithoutPython("jupyter_kernel_test") }, () => {
  it("passes every test that applies to it", async () => {
    const home = await jupyterHome();
    try {
      const program = join(ROOT, "tests/notebook/jupyter/protocol.py");
      const { stderr, status } = spawnSync(PYTHON, [program, "-v"], {
        env: home.env,
        cwd: home.notebooks,
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      // There is no pager.
      const skipped = [...stderr.matchAll(/^(test_\w+) .*\.\.\. skipped/gm)].map(([, name]) => name);
      assert.deepEqual(skipped, ["test_pager"], stderr);
    } finally {
      home.close();
    }
  });
});
