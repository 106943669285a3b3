import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { splitRows } from "../../src/dataset/splitRows.ts";
import { randomSource } from "../support/randomData.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";

const sorted = (rows: Iterable<number>): number[] => [...rows].sort((a, b) => a - b);

describe("splitRows", () => {
  it("puts every row on one side, and the share asked for on the test side", () => {
    const { integer, uniform } = randomSource(1);
    for (let seed = 0; seed < 300; seed++) {
      const rows = integer(2, 400);
      const testSize = Math.min(0.9, Math.max(0.01, uniform()));
      if (Math.ceil(testSize * rows) === rows) continue;
      const { train, test } = splitRows(rows, { testSize, seed });
      assert.equal(test.length, Math.ceil(testSize * rows));
      assert.deepEqual(sorted([...train, ...test]), [...Array(rows).keys()]);
    }
  });

  it("gives the same split for the same seed, another for another", () => {
    const split = (seed: number) => splitRows(100, { testSize: 0.25, seed });
    assert.deepEqual(split(7), split(7));
    assert.notDeepEqual(split(7), split(8));
  });

  it("puts every row as often on the test side as any other", () => {
    const times = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 4000; seed++)
      for (const row of splitRows(20, { testSize: 0.25, seed }).test) times[row]!++;
    // 1,000 expected, standard deviation 27: five of them either way.
    for (const count of times) assert.ok(Math.abs(count - 1000) < 137, `${count} times`);
  });

  it("gives parts of scikit-learn's sizes", { skip: skipWithoutPython("sklearn") }, () => {
    const cases = [10, 96, 864, 960, 7994, 71_995, 79_994].flatMap((rows) =>
      [0.1, 0.25, 1 / 3].map((size) => [rows, size]),
    );
    const theirs = runPython(
      `import json, sys, numpy as np
from sklearn.model_selection import ShuffleSplit
out = []
for rows, size in json.load(sys.stdin):
    train, test = next(ShuffleSplit(1, test_size=size, random_state=0).split(np.zeros((rows, 1))))
    out.append([len(train), len(test)])
print(json.dumps(out))`,
      cases,
    );
    const ours = cases.map(([rows, testSize]) => {
      const { train, test } = splitRows(rows!, { testSize: testSize!, seed: 1 });
      return [train.length, test.length];
    });
    assert.deepEqual(ours, theirs);
  });

  it("refuses shares outside 0 to 1 and rows too few to split", () => {
    assert.throws(() => splitRows(10, { testSize: 0, seed: 1 }), /testSize is 0; expected a share between 0 and 1/);
    assert.throws(() => splitRows(10, { testSize: 1, seed: 1 }), RangeError);
    assert.throws(() => splitRows(10, { testSize: NaN, seed: 1 }), RangeError);
    assert.throws(() => splitRows(1, { testSize: 0.25, seed: 1 }), /1 rows can't be split/);
  });
});
