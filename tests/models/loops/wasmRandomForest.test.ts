import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { RandomForestClassifier } from "../../../src/models/randomForestClassifier.ts";
import type { Matrix } from "../../../src/ground/matrix.ts";
import { runPython, skipWithoutPython } from "../../support/python.ts";
import { randomMatrix, randomSource } from "../../support/randomData.ts";

/** Three classes that overlap, decided by the first columns. */
function problem(rows: number, seed: number): { X: Matrix; y: number[] } {
  const X = randomMatrix({ rows, columns: 8, seed });
  const { normal } = randomSource(seed + 1);
  const y = Array.from({ length: rows }, (_, i) => {
    const [a, b] = X.data.subarray(i * 8);
    return a! * b! + normal() / 2 > 0.5 ? 5 : a! > b! ? 2 : 9;
  });
  return { X, y };
}

const hits = (a: readonly unknown[], b: readonly unknown[]): number =>
  a.filter((label, row) => label === b[row]).length / a.length;

describe("RandomForestClassifier, engine wasm", () => {
  it("gives the same forest for the same seed, whatever the number of workers, and another one for another seed", async () => {
    const { X, y } = problem(4000, 1);
    const models: string[] = [];
    for (const [workers, seed] of [
      [1, 3],
      [2, 3],
      [2, 4],
    ] as const) {
      const forest = new RandomForestClassifier({ nEstimators: 40, seed, workers });
      await forest.train(X, y);
      models.push(JSON.stringify((forest.toJSON() as { model: unknown }).model));
    }
    assert.ok(models[0] === models[1]);
    assert.ok(models[0] !== models[2]);
  });

  it("fits rows that differ without an error where every tree sees all classes apart", async () => {
    const { X, y } = problem(1500, 5);
    const forest = new RandomForestClassifier({ nEstimators: 60 });
    await forest.train(X, y);
    assert.ok(hits(y, await forest.predict(X)) > 0.995);
  });

  it("predicts shares of trees that sum to 1", async () => {
    const { X, y } = problem(300, 6);
    const forest = new RandomForestClassifier({ nEstimators: 7, minSamplesLeaf: 5 });
    await forest.train(X, y);
    const { data, columns } = await forest.predictProba(X);
    for (let i = 0; i < data.length; i += columns) {
      assert.ok(Math.abs(data.subarray(i, i + columns).reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
    }
  });

  it("keeps to maxDepth and minSamplesLeaf", async () => {
    const { X, y } = problem(500, 7);
    const stump = new RandomForestClassifier({ nEstimators: 30, maxDepth: 1 });
    await stump.train(X, y);
    const sizes = (stump.toJSON().model as { nodeCounts: number[] }).nodeCounts;
    assert.ok(sizes.every((size) => size === 3));
    const coarse = new RandomForestClassifier({ nEstimators: 30, minSamplesLeaf: 100 });
    await coarse.train(X, y);
    // About 316 different rows are drawn: leaves of 100 leave room for 3 at most.
    assert.ok((coarse.toJSON().model as { nodeCounts: number[] }).nodeCounts.every((size) => size <= 5));
  });

  it("defines degenerate input: one row, one class, constant columns, copies with different labels", async () => {
    const one = new RandomForestClassifier({ nEstimators: 3 });
    await one.train({ data: Float64Array.of(1, 2), rows: 1, columns: 2 }, ["a"]);
    assert.deepEqual(await one.predict({ data: Float64Array.of(5, 5), rows: 1, columns: 2 }), ["a"]);
    assert.deepEqual([...one.featureImportances], [0, 0]);
    const copies = new RandomForestClassifier({ nEstimators: 50 });
    const same = { data: new Float64Array(40).fill(7), rows: 20, columns: 2 };
    const labels = Array.from({ length: 20 }, (_, i) => (i % 4 === 0 ? "b" : "a"));
    await copies.train(same, labels);
    const proba = await copies.predictProba({ ...same, rows: 1, data: same.data.subarray(0, 2) });
    assert.ok(Math.abs(proba.data[0]! - 0.75) < 0.06, `${proba.data[0]}`);
  });

  it("tells apart neighbouring floats and values that differ only after float32's digits", async () => {
    const next = 1 + Number.EPSILON;
    const X = { data: Float64Array.from({ length: 40 }, (_, i) => (i % 2 ? next : 1)), rows: 40, columns: 1 };
    const y = Array.from({ length: 40 }, (_, i) => i % 2);
    const forest = new RandomForestClassifier({ nEstimators: 5 });
    await forest.train(X, y);
    assert.deepEqual(await forest.predict(X), y);
  });

  it("gives out-of-bag probabilities from the trees that did not see a row: an honest accuracy", async () => {
    const { X, y } = problem(3000, 8);
    const test = problem(3000, 9);
    const forest = new RandomForestClassifier({ nEstimators: 60, oobScore: true });
    await forest.train(X, y);
    const honest = hits(test.y, await forest.predict(test.X));
    assert.ok(Math.abs(forest.oobAccuracy(y) - honest) < 0.03, `${forest.oobAccuracy(y)} and ${honest}`);
  });

  it("survives a round trip through JSON", async () => {
    const { X, y } = problem(400, 10);
    const forest = new RandomForestClassifier({ nEstimators: 12, minSamplesLeaf: 3 });
    await forest.train(X, y);
    const json = JSON.parse(JSON.stringify(forest.toJSON())) as ReturnType<typeof forest.toJSON>;
    const loaded = RandomForestClassifier.load(json);
    assert.deepEqual(await loaded.predictProba(X), await forest.predictProba(X));
    assert.deepEqual(loaded.featureImportances, forest.featureImportances);
  });

  it("is saved the same before and after it has predicted, when its trees lie elsewhere", async () => {
    const { X, y } = problem(2000, 9);
    for (const minSamplesLeaf of [1, 5]) {
      const forest = new RandomForestClassifier({ nEstimators: 20, minSamplesLeaf, oobScore: true });
      await forest.train(X, y);
      const saved = JSON.stringify(forest);
      const proba = await forest.predictProba(X);
      assert.ok(JSON.stringify(forest) === saved);
      assert.deepEqual(await forest.predictProba(X), proba);
      const loaded = RandomForestClassifier.load(JSON.parse(saved) as ReturnType<typeof forest.toJSON>);
      assert.deepEqual(await loaded.predictProba(X), proba);
      assert.ok(JSON.stringify(loaded) === saved);
      assert.deepEqual(loaded.featureImportances, forest.featureImportances);
    }
  });

  it("stops when it is asked to", async () => {
    const { X, y } = problem(4000, 11);
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    const forest = new RandomForestClassifier({ nEstimators: 200 });
    await assert.rejects(forest.train(X, y, { signal: controller.signal, onProgress }), { message: "enough" });
  });

  it(
    "scores and ranks features as scikit-learn does, over five seeds",
    { skip: skipWithoutPython("sklearn") },
    async () => {
      const train = problem(3000, 12);
      const test = problem(6000, 13);
      const peer = runPython(
        `
import json, sys, numpy as np
from sklearn.ensemble import RandomForestClassifier
d = json.load(sys.stdin)
X, T = np.array(d["X"]).reshape(-1, 8), np.array(d["T"]).reshape(-1, 8)
fits = [RandomForestClassifier(100, random_state=seed).fit(X, d["y"]) for seed in range(5)]
print(json.dumps({"accuracy": float(np.mean([m.score(T, d["t"]) for m in fits])),
  "importances": np.mean([m.feature_importances_ for m in fits], axis=0).tolist()}))
`,
        { X: [...train.X.data], y: train.y, T: [...test.X.data], t: test.y },
      ) as { accuracy: number; importances: number[] };
      let accuracy = 0;
      const importances = new Float64Array(8);
      for (let seed = 0; seed < 5; seed++) {
        const forest = new RandomForestClassifier({ seed });
        await forest.train(train.X, train.y);
        accuracy += hits(test.y, await forest.predict(test.X)) / 5;
        forest.featureImportances.forEach((value, column) => (importances[column]! += value / 5));
      }
      assert.ok(Math.abs(accuracy - peer.accuracy) < 0.005, `${accuracy} and ${peer.accuracy}`);
      peer.importances.forEach((value, column) => assert.ok(Math.abs(value - importances[column]!) < 0.005));
    },
  );
});
