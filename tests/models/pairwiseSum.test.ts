import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pairwiseSum } from "../../src/models/classificationReport.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { randomSource } from "../support/randomData.ts";

describe("pairwiseSum", () => {
  it("sums", () => {
    assert.equal(pairwiseSum([]), 0);
    assert.equal(pairwiseSum(Array.from({ length: 1000 }, (_, i) => i)), 499_500);
  });

  it("equals NumPy's sum to the last bit at any length", { skip: skipWithoutPython("numpy") }, () => {
    const { uniform } = randomSource(4);
    const lists = [1, 2, 7, 8, 9, 15, 16, 100, 127, 128, 129, 200, 257, 1000, 5000].map((length) =>
      Array.from({ length }, uniform),
    );
    const theirs = runPython(
      "import json, sys, numpy as np\nprint(json.dumps([float(np.sum(np.array(v))) for v in json.load(sys.stdin)]))",
      lists,
    );
    assert.deepEqual(
      lists.map((list) => pairwiseSum(list)),
      theirs,
    );
  });
});
