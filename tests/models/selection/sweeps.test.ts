import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accuracy } from "../../../src/models/accuracy.ts";
import { KNeighborsClassifier } from "../../../src/models/kNeighborsClassifier.ts";
import { RandomForestClassifier } from "../../../src/models/randomForestClassifier.ts";
import { kFold } from "../../../src/models/selection/folds.ts";
import { learningCurve } from "../../../src/models/selection/learningCurve.ts";
import { permutationImportance } from "../../../src/models/selection/permutationImportance.ts";
import { sweepNeighbors } from "../../../src/models/selection/sweepNeighbors.ts";
import { randomMatrix, randomSource } from "../../support/randomData.ts";

function problem(rows: number, seed: number) {
  const X = randomMatrix({ rows, columns: 4, seed });
  const { normal } = randomSource(seed + 100);
  const y = Array.from({ length: rows }, (_, i) => (X.data[i * 4]! + normal() / 3 > 0 ? "b" : "a"));
  return { X, y };
}

describe("sweepNeighbors", () => {
  it("gives the accuracies of a classifier trained for each k", async () => {
    const train = problem(400, 1);
    const test = problem(300, 2);
    const classifier = new KNeighborsClassifier();
    await classifier.train(train.X, train.y);
    const ks = [4, 1, 25, 2];
    const swept = await sweepNeighbors(classifier, train.y, test.X, test.y, ks);
    for (const [i, k] of ks.entries()) {
      const single = new KNeighborsClassifier({ nNeighbors: k });
      await single.train(train.X, train.y);
      const predicted = await single.predict(test.X);
      const correct = Uint8Array.from(test.y, (label, row) => Number(label === predicted[row]));
      assert.deepEqual(swept[i], { k, accuracy: accuracy(test.y, predicted), correct });
    }
  });

  it("refuses a k that is no positive integer", async () => {
    const { X, y } = problem(20, 3);
    const classifier = new KNeighborsClassifier();
    await classifier.train(X, y);
    await assert.rejects(sweepNeighbors(classifier, y, X, y, [1, 0]), {
      message: "k is 0; expected positive integers, at least one",
    });
    await assert.rejects(sweepNeighbors(classifier, y, X, y, [21]), RangeError);
  });
});

describe("learningCurve", () => {
  it("scores models of growing parts of the training rows", async () => {
    const { X, y } = problem(600, 4);
    const fold = kFold(600, { folds: 3, seed: 1 })[0]!;
    const points = await learningCurve(() => new KNeighborsClassifier({ nNeighbors: 1 }), X, y, fold, [0.05, 1], 2);
    assert.deepEqual(
      points.map((point) => point.rows),
      [20, 400],
    );
    assert.ok(points.every((point) => point.train === 1 && point.test > 0.6 && point.test < 1));
    for (const { correct, test } of points) {
      assert.equal(correct.length, fold.test.length);
      assert.equal(correct.filter(Boolean).length / correct.length, test);
    }
  });
});

describe("permutationImportance", () => {
  it("gives each row's part", async () => {
    const { X, y } = problem(300, 5);
    const classifier = new KNeighborsClassifier({ nNeighbors: 9 });
    await classifier.train(X, y);
    const { importances, drops } = await permutationImportance(classifier, X, y, { seed: 1, repeats: 2 });
    assert.equal(drops.length, X.columns);
    drops.forEach((rows, column) => {
      assert.ok(rows.length === X.rows && rows.every((drop) => [-1, -0.5, 0, 0.5, 1].includes(drop)));
      assert.ok(Math.abs(rows.reduce((sum, drop) => sum + drop, 0) / X.rows - importances[column]!) < 1e-12);
    });
  });

  it("finds the column that decides, and none of the others", async () => {
    const train = problem(500, 5);
    const test = problem(500, 6);
    const classifier = new KNeighborsClassifier({ nNeighbors: 9 });
    await classifier.train(train.X, train.y);
    const { importances: falls } = await permutationImportance(classifier, test.X, test.y, { seed: 1, repeats: 2 });
    assert.ok(falls[0]! > 0.2 && falls.subarray(1).every((fall) => Math.abs(fall) < 0.06), [...falls].join(" "));
  });

  it("shuffles the columns of a set together: copies of one another matter only so", async () => {
    const { X, y } = problem(600, 7);
    const twice = { rows: X.rows, columns: 2, data: new Float64Array(2 * X.rows) };
    for (let row = 0; row < X.rows; row++) twice.data.fill(X.data[row * 4]!, 2 * row, 2 * row + 2);
    const classifier = new RandomForestClassifier({ nEstimators: 40, maxFeatures: 1, seed: 1 });
    await classifier.train(twice, y);
    const sets = [[0], [1], [0, 1]];
    const { importances } = await permutationImportance(classifier, twice, y, { seed: 1, repeats: 2, sets });
    const [first, second, both] = importances;
    assert.ok(both! > 0.3 && both! > first! && both! > second!, `${first} ${second} ${both}`);
    const { importances: alone } = await permutationImportance(classifier, twice, y, {
      seed: 1,
      repeats: 2,
      sets: [[0]],
    });
    assert.equal(alone[0], first);
  });
});
