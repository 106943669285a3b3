import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { replaceFile } from "../../src/ground/index.ts";
import { replaceFileSync } from "../../src/ground/replaceFile.ts";

const folder = mkdtempSync(join(tmpdir(), "replace-"));

test("a file that is replaced has the new content, and its folder is made", async () => {
  const path = join(folder, "new", "a.txt");
  await replaceFile(path, (temporary) => writeFile(temporary, "one"));
  replaceFileSync(path, (temporary) => writeFileSync(temporary, "two"));
  assert.equal(readFileSync(path, "utf8"), "two");
  assert.deepEqual(readdirSync(join(folder, "new")), ["a.txt"]);
});

test("a writer that fails half-way leaves the old file and nothing beside it", async () => {
  const path = join(folder, "b", "b.txt");
  mkdirSync(join(folder, "b"));
  writeFileSync(path, "old");
  await assert.rejects(
    replaceFile(path, async (temporary) => {
      await writeFile(temporary, "ha");
      throw new Error("disk full");
    }),
    /disk full/,
  );
  assert.throws(
    () =>
      replaceFileSync(path, (temporary) => {
        writeFileSync(temporary, "ha");
        throw new Error("disk full");
      }),
    /disk full/,
  );
  assert.equal(readFileSync(path, "utf8"), "old");
  assert.deepEqual(readdirSync(join(folder, "b")), ["b.txt"]);
});
