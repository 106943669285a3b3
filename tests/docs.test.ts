import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";

const ROOT = resolve(import.meta.dirname, "..");
const DECISIONS = readdirSync(join(ROOT, "docs/decisions")).map((name) => `docs/decisions/${name}`);
/** A path from the project's folder, as these pages write it: in backticks. */
const NAMED = /`((?:src|tests|tools|bench|data|docs|notebooks)\/[\w./-]+)`/g;

describe("what the documents name", { timeout: 60_000 }, () => {
  for (const page of ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", ...DECISIONS]) {
    it(`is there: ${page}`, () => {
      const named = [...readFileSync(join(ROOT, page), "utf8").matchAll(NAMED)].map(([, path]) => path!);
      assert.deepEqual(
        named.filter((path) => !existsSync(join(ROOT, path))),
        [],
      );
    });
  }
});
