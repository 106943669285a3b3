import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { it } from "node:test";
import { forgetCaches } from "../../src/cli/forgetCaches.ts";

it("forgets what a run of notebooks keeps, nothing else, and minds nothing that is not there", () => {
  const root = mkdtempSync(join(tmpdir(), "forget-"));
  const kept = ["node_modules/.cache/notebook-compiler/sound-programs", ".cache/hearing.model"];
  const others = ["node_modules/.cache/other", ".cache/bin/tool", ".cache/serve/store"];
  for (const path of [...kept, ...others]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), "");
  }
  forgetCaches(root);
  forgetCaches(root);
  for (const path of kept) assert.ok(!existsSync(join(root, path)), path);
  for (const path of others) assert.ok(existsSync(join(root, path)), path);
  rmSync(root, { recursive: true });
});
