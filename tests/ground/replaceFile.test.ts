import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { replaceFile } from "../../src/ground/index.ts";

const folder = mkdtempSync(join(tmpdir(), "replace-"));

test("a file that is replaced has the new content, and its folder is made", () => {
  const path = join(folder, "new", "a.txt");
  for (const content of ["one", "two"]) {
    replaceFile(path, (temporary) => writeFileSync(temporary, content));
    assert.equal(readFileSync(path, "utf8"), content);
  }
  assert.deepEqual(readdirSync(join(folder, "new")), ["a.txt"]);
});

test("a writer that fails half-way leaves the old file and nothing beside it", () => {
  const path = join(folder, "b", "b.txt");
  mkdirSync(join(folder, "b"));
  writeFileSync(path, "old");
  assert.throws(
    () =>
      replaceFile(path, (temporary) => {
        writeFileSync(temporary, "ha");
        throw new Error("disk full");
      }),
    /disk full/,
  );
  assert.equal(readFileSync(path, "utf8"), "old");
  assert.deepEqual(readdirSync(join(folder, "b")), ["b.txt"]);
});
