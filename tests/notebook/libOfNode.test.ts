import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { libOfNode } from "../../src/notebook/adaptTypeScript.ts";

const folder = dirname(createRequire(import.meta.url).resolve("typescript"));

describe("libOfNode", () => {
  for (const version of ["20.19.0", "22.20.0", "24.1.0", "26.0.0"]) {
    it(`names declarations that TypeScript has, for Node ${version}`, () => {
      for (const file of libOfNode(version)) assert.ok(existsSync(join(folder, file)), file);
    });
  }

  it("has more for later Nodes, and not what earlier ones lack", () => {
    assert.ok(!libOfNode("20.19.0").includes("lib.es2024.d.ts"));
    assert.ok(libOfNode("24.1.0").includes("lib.es2025.d.ts"));
    assert.ok(!libOfNode("24.1.0").includes("lib.esnext.temporal.d.ts"));
  });
});
