import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { writeFileAtomic } from "../../src/ground/writeFileAtomic.ts";

describe("writeFileAtomic", () => {
  const folder = mkdtempSync(join(tmpdir(), "atomic-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("makes missing folders and replaces what was there", () => {
    const path = join(folder, "a", "b", "file.txt");
    writeFileAtomic(path, "first");
    writeFileAtomic(path, new TextEncoder().encode("second"));
    assert.equal(readFileSync(path, "utf8"), "second");
    assert.deepEqual(readdirSync(join(folder, "a", "b")), ["file.txt"]);
  });

  it("leaves nothing behind where the target is a folder", () => {
    const path = join(folder, "taken");
    mkdirSync(path);
    assert.throws(() => writeFileAtomic(path, "text"));
    assert.deepEqual(readdirSync(folder).sort(), ["a", "taken"]);
  });

  it("says why where the folder can't be made", () => {
    const file = join(folder, "file");
    writeFileSync(file, "in the way");
    assert.throws(() => writeFileAtomic(join(file, "below.txt"), "text"), { code: "EEXIST" });
    assert.equal(readFileSync(file, "utf8"), "in the way");
  });
});
