import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kFold, shuffleSplits } from "../../../src/models/selection/folds.ts";

const rows = 103;
const groups = Array.from({ length: rows }, (_, i) => `track ${Math.floor(i / 4)}`);
const labels = Array.from({ length: rows }, (_, i) => (Math.floor(i / 4) % 5 === 0 ? "Jazz" : "Rock"));

const groupsOf = (side: Uint32Array): Set<string> => new Set(Array.from(side, (row) => groups[row]!));
const jazz = (side: Uint32Array): number => side.filter((row) => labels[row] === "Jazz").length / side.length;

describe("kFold", () => {
  it("tests every row once, in folds whose sizes differ by one at most", () => {
    const folds = kFold(rows, { folds: 5, seed: 1 });
    assert.deepEqual(
      folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b),
      Array.from({ length: rows }, (_, i) => i),
    );
    for (const { train, test } of folds) {
      assert.equal(train.length + test.length, rows);
      assert.ok(test.length === 20 || test.length === 21);
      assert.ok(!train.some((row) => test.includes(row)));
    }
  });

  it("keeps the rows of a group on one side", () => {
    for (const { train, test } of kFold(rows, { folds: 4, seed: 2, groups })) {
      const trained = groupsOf(train);
      assert.ok(test.length > 0 && [...groupsOf(test)].every((group) => !trained.has(group)));
    }
  });

  it("keeps the classes' shares, with groups too", () => {
    for (const options of [{}, { groups }]) {
      for (const { test } of kFold(rows, { folds: 3, seed: 3, stratify: labels, ...options })) {
        assert.ok(Math.abs(jazz(test) - 24 / rows) < 0.08, `${jazz(test)}`);
      }
    }
  });

  it("is decided by the seed alone", () => {
    assert.deepEqual(kFold(rows, { folds: 3, seed: 4 }), kFold(rows, { folds: 3, seed: 4 }));
    assert.notDeepEqual(kFold(rows, { folds: 3, seed: 4 }), kFold(rows, { folds: 3, seed: 5 }));
  });

  it("refuses more folds than rows or groups, and lists of the wrong length", () => {
    assert.throws(() => kFold(2, { folds: 3, seed: 0 }), { message: "2 rows can't be cut into 3 folds" });
    assert.throws(() => kFold(4, { folds: 3, seed: 0, groups: [1, 1, 2, 2] }), {
      message: "2 groups can't be cut into 3 folds",
    });
    assert.throws(() => kFold(4, { folds: 1, seed: 0 }), RangeError);
    assert.throws(() => kFold(4, { folds: 2, seed: 0, groups: [1] }), { message: "1 groups for 4 rows" });
  });
});

describe("shuffleSplits", () => {
  it("tests the wished share, drawn anew for each split", () => {
    const splits = shuffleSplits(rows, { splits: 3, testSize: 0.25, seed: 1 });
    assert.deepEqual(
      splits.map(({ test }) => test.length),
      [26, 26, 26],
    );
    assert.notDeepEqual(splits[0], splits[1]);
  });

  it("keeps groups together and classes' shares alike", () => {
    for (const { train, test } of shuffleSplits(rows, {
      splits: 4,
      testSize: 0.4,
      seed: 2,
      groups,
      stratify: labels,
    })) {
      const trained = groupsOf(train);
      assert.ok([...groupsOf(test)].every((group) => !trained.has(group)));
      assert.ok(Math.abs(jazz(test) - 24 / rows) < 0.08);
    }
  });

  it("refuses shares that leave a side empty", () => {
    assert.throws(() => shuffleSplits(1, { splits: 1, testSize: 0.5, seed: 0 }), /leaves a side empty/);
    assert.throws(() => shuffleSplits(10, { splits: 1, testSize: 1, seed: 0 }), RangeError);
  });
});
