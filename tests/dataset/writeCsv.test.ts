import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { writeCsv } from "../../src/dataset/writeFeatureTable.ts";
import { mountSmallDisk, skipWithoutSmallDisk } from "../support/smallDisk.ts";

describe("writeCsv", { skip: skipWithoutSmallDisk() }, () => {
  const disk = mountSmallDisk(200);
  after(() => disk.remove());

  it("writes no table that lacks its end, wherever the disk becomes full", () => {
    const path = join(disk.folder, "table.csv");
    // The last write alone is of 50 kB, and the disk takes a part of it.
    for (const leave of [4, 8, 40]) {
      disk.fill(leave);
      assert.throws(
        () => writeCsv(path, ["name", "value"], 1000, (row) => [`${row}`, "x".repeat(50)]),
        new RegExp(`^UserError: ${path}: ENOSPC: no space left on device: make room`),
      );
      assert.deepEqual(readdirSync(disk.folder), ["ballast"]);
      disk.free();
    }
    writeCsv(path, ["name", "value"], 1000, (row) => [`${row}`, "x".repeat(50)]);
    assert.equal(readFileSync(path, "utf8").split("\n").length, 1002);
  });
});
