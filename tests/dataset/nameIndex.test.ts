import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NameIndex } from "../../src/dataset/nameIndex.ts";
import { randomSource } from "../support/randomData.ts";

describe("NameIndex", () => {
  it("gives the line of a name that was added before, as a Map does", () => {
    const { integer } = randomSource(1);
    const index = new NameIndex();
    const lines = new Map<string, number>();
    for (let line = 2; line < 50_000; line++) {
      const name = `${integer(1, 10)}-${integer(0, 20_000)}${integer(0, 1) ? ".mp3" : "ü"}`;
      assert.equal(index.add(name, line), lines.get(name));
      if (!lines.has(name)) lines.set(name, line);
    }
  });

  it("tells names apart that have one hash", () => {
    // The FNV-1a hash of the first two is 0xe20e47d2, that of the last two 0x5e4daa9d.
    const index = new NameIndex();
    assert.equal(index.add("declinate", 2), undefined);
    assert.equal(index.add("macallums", 3), undefined);
    assert.equal(index.add("costarring", 4), undefined);
    assert.equal(index.add("liquid", 5), undefined);
    assert.deepEqual(
      ["declinate", "macallums", "costarring", "liquid"].map((name) => index.add(name, 9)),
      [2, 3, 4, 5],
    );
  });
});
