import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { splitByGroup } from "../../src/dataset/splitRows.ts";
import { randomSource } from "../support/randomData.ts";

describe("splitByGroup", () => {
  it("puts every row on one side, no group on both, and the share of groups asked for on the test side", () => {
    const { integer } = randomSource(1);
    for (let seed = 0; seed < 300; seed++) {
      const groups = Array.from({ length: integer(20, 300) }, () => `g${integer(0, 40)}`);
      const count = new Set(groups).size;
      const { train, test } = splitByGroup(groups, { testSize: 0.25, seed });
      assert.deepEqual(
        [...train, ...test].sort((a, b) => a - b),
        [...groups.keys()],
      );
      const trainGroups = new Set([...train].map((row) => groups[row]));
      const testGroups = new Set([...test].map((row) => groups[row]));
      for (const group of testGroups) assert.ok(!trainGroups.has(group), `${group} is on both sides`);
      assert.equal(testGroups.size, Math.ceil(0.25 * count));
    }
  });

  it("gives the same split for the same seed, another for another", () => {
    const groups = Array.from({ length: 100 }, (_, row) => row % 30);
    const split = (seed: number) => splitByGroup(groups, { testSize: 0.25, seed });
    assert.deepEqual(split(3), split(3));
    assert.notDeepEqual(split(3), split(4));
  });

  it("refuses to split a single group", () => {
    assert.throws(() => splitByGroup(["a", "a", "a"], { testSize: 0.5, seed: 1 }), /can't be split/);
  });
});
