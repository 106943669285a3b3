import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Label } from "../../../src/models/classifier.ts";
import { groupVotes } from "../../../src/models/groupVotes.ts";
import { KNeighborsClassifier } from "../../../src/models/kNeighborsClassifier.ts";
import { crossValPredict } from "../../../src/models/selection/crossValPredict.ts";
import { kFold } from "../../../src/models/selection/folds.ts";
import { takeMatrixRows } from "../../../src/ground/matrix.ts";
import { StandardScaler } from "../../../src/models/standardScaler.ts";
import { randomSource } from "../../support/randomData.ts";

const { normal } = randomSource(3);
const y = Array.from({ length: 60 }, (_, row) => ["Folk", "Pop", "Rock"][row % 3]!);
const X = {
  data: Float64Array.from({ length: 120 }, (_, i) => normal() + (Math.floor(i / 2) % 3) * (i % 2 ? 2 : 200)),
  rows: 60,
  columns: 2,
};

describe("crossValPredict", () => {
  const folds = kFold(60, { folds: 4, seed: 1, stratify: y });
  const create = (): KNeighborsClassifier => new KNeighborsClassifier();

  it("predicts each row as a model of the other folds does, standardised on these alone", async () => {
    const { predicted, proba, classes } = await crossValPredict(create, X, y, folds);
    assert.deepEqual(classes, ["Folk", "Pop", "Rock"]);
    for (const { train, test } of folds) {
      const scaler = new StandardScaler().fit(takeMatrixRows(X, train));
      const model = create();
      await model.train(
        scaler.transform(takeMatrixRows(X, train)),
        Array.from(train, (row) => y[row]!),
      );
      const direct = await model.predict(scaler.transform(takeMatrixRows(X, test)));
      assert.deepEqual(
        Array.from(test, (row) => predicted[row]),
        direct,
      );
    }
    for (let row = 0; row < 60; row++) {
      assert.ok(Math.abs(proba.data.subarray(row * 3, row * 3 + 3).reduce((a, b) => a + b) - 1) < 1e-12);
    }
  });

  it("gives a class that the training rows lack no chance", async () => {
    const rare = y.map((label, row) => (row === 0 ? "Jazz" : label));
    const { predicted, classes } = await crossValPredict(create, X, rare, folds);
    assert.deepEqual(classes, ["Folk", "Jazz", "Pop", "Rock"]);
    assert.notEqual(predicted[0], "Jazz");
  });

  it("refuses folds that test a row never or twice", async () => {
    await assert.rejects(crossValPredict(create, X, y, folds.slice(1)), /is tested 0 times; expected each row once/);
    await assert.rejects(crossValPredict(create, X, y, [...folds, folds[0]!]), /is tested 2 times/);
  });
});

describe("groupVotes", () => {
  const proba = (...rows: number[][]) => ({ data: Float64Array.from(rows.flat()), rows: rows.length, columns: 2 });
  const classes: Label[] = ["Pop", "Rock"];

  it("lets the majority and the mean probability decide, which may differ", () => {
    const votes = groupVotes(proba([0.6, 0.4], [0.1, 0.9], [0.6, 0.4], [0.2, 0.8]), classes, ["a", "a", "a", "b"]);
    assert.deepEqual(votes, { groups: ["a", "b"], majority: ["Pop", "Rock"], mean: ["Rock", "Rock"] });
  });

  it("takes the first class of several with as many votes, whatever the order of the rows", () => {
    const { majority } = groupVotes(proba([0.1, 0.9], [0.6, 0.4]), classes, [1, 1]);
    assert.deepEqual(majority, ["Pop"]);
  });

  it("refuses groups that are not one a row", () => {
    assert.throws(() => groupVotes(proba([1, 0]), classes, []), /0 groups and 2 classes for 1 rows x 2 classes/);
  });
});
