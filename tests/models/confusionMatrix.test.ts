import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { confusionMatrix } from "../../src/models/confusionMatrix.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { randomLabels } from "../support/randomLabels.ts";

describe("confusionMatrix", () => {
  it("counts actual classes in rows and predicted classes in columns", () => {
    assert.deepEqual(confusionMatrix(["a", "a", "b", "c"], ["a", "b", "b", "b"]), {
      labels: ["a", "b", "c"],
      counts: [
        [1, 1, 0],
        [0, 1, 0],
        [0, 1, 0],
      ],
    });
  });

  it("counts the labels asked for, in their order, and leaves the others out", () => {
    assert.deepEqual(confusionMatrix(["a", "b", "c"], ["a", "c", "c"], ["c", "a"]).counts, [
      [1, 0],
      [0, 1],
    ]);
  });

  it("refuses labels asked for twice and lists of different length", () => {
    assert.throws(() => confusionMatrix(["a"], ["a"], ["a", "a"]), /each label once/);
    assert.throws(() => confusionMatrix(["a"], []), /1 labels and 0 predictions/);
  });

  it("holds every row once, its diagonal being the right predictions", () => {
    for (let seed = 0; seed < 50; seed++) {
      const { actual, predicted } = randomLabels(seed);
      const { counts } = confusionMatrix(actual, predicted);
      assert.equal(
        counts.flat().reduce((a, b) => a + b, 0),
        actual.length,
      );
      assert.equal(
        counts.reduce((sum, row, i) => sum + row[i]!, 0),
        actual.filter((label, i) => label === predicted[i]).length,
      );
    }
  });

  it("agrees with scikit-learn on random labels", { skip: skipWithoutPython("sklearn") }, () => {
    const cases = Array.from({ length: 60 }, (_, seed) => randomLabels(seed));
    const theirs = runPython(
      `import json, sys, warnings
from sklearn.metrics import confusion_matrix
warnings.simplefilter("ignore")
print(json.dumps([confusion_matrix(c["actual"], c["predicted"]).tolist() for c in json.load(sys.stdin)]))`,
      cases,
    );
    assert.deepEqual(
      cases.map(({ actual, predicted }) => confusionMatrix(actual, predicted).counts),
      theirs,
    );
  });
});
