import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";

const root = resolve(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

describe("npm scripts", { timeout: 600_000 }, () => {
  for (const name of Object.keys(scripts)) {
    it(`${name} has --help`, () => {
      const { stdout, stderr, status } = spawnSync("npm", ["run", "--silent", name, "--", "--help"], {
        cwd: root,
        encoding: "utf8",
        shell: process.platform === "win32",
      });
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`^Usage: npm (run )?${name === "types" || name === "format" ? "lint" : name} `));
    });
  }
});
