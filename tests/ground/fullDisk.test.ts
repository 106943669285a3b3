import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { writeFileAtomic, writeProblem } from "../../src/ground/index.ts";
import { mountSmallDisk, skipWithoutSmallDisk } from "../support/smallDisk.ts";

describe("a file on a full disk", { skip: skipWithoutSmallDisk() }, () => {
  const disk = mountSmallDisk(100);
  after(() => disk.remove());
  const path = join(disk.folder, "file.txt");

  it("keeps its old content, and the error names it and the way out", () => {
    writeFileAtomic(path, "old");
    disk.fill(8);
    const expected = {
      name: "UserError",
      message: `${path}: ENOSPC: no space left on device: make room on its disk and run the command again`,
    };
    const long = "x".repeat(20_000);
    assert.throws(() => writeFileAtomic(path, long), expected);
    assert.equal(readFileSync(path, "utf8"), "old");
    assert.deepEqual(readdirSync(disk.folder).sort(), ["ballast", "file.txt"]);
    disk.free();
    writeFileAtomic(path, long);
    assert.equal(readFileSync(path, "utf8"), long);
  });
});

describe("writeProblem", () => {
  it("names the file of an error of the system that names none, and leaves others alone", () => {
    const failed = Object.assign(new Error("EIO: i/o error, write"), { code: "EIO", syscall: "write" });
    assert.equal((writeProblem("a.csv", failed) as Error).message, "a.csv: EIO: i/o error, write");
    const named = Object.assign(new Error("EACCES: permission denied, open 'b.csv'"), {
      code: "EACCES",
      syscall: "open",
      path: "b.csv",
    });
    assert.equal(writeProblem("a.csv", named), named);
    const other = new TypeError("a bug");
    assert.equal(writeProblem("a.csv", other), other);
  });
});
