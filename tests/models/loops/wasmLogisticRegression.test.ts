import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LogisticRegression } from "../../../src/models/logisticRegression.ts";
import type { Matrix } from "../../../src/ground/matrix.ts";
import { runPython, skipWithoutPython } from "../../support/python.ts";
import { randomMatrix, randomSource } from "../../support/randomData.ts";

/** Rows of correlated columns, with labels that follow noisy linear scores. */
function problem(rows: number, columns: number, classes: number, seed: number): { X: Matrix; y: string[] } {
  const X = randomMatrix({ rows, columns, seed });
  for (let i = 0; i < rows; i++) {
    for (let j = 1; j < columns; j++) X.data[i * columns + j]! += 0.8 * X.data[i * columns + j - 1]!;
  }
  const { normal } = randomSource(seed + 1);
  const weights = Array.from({ length: classes }, () => Float64Array.from({ length: columns + 1 }, normal));
  const y = Array.from({ length: rows }, (_, i) => {
    const scores = weights.map((w) => {
      let score = w[columns]! + 2 * normal();
      for (let j = 0; j < columns; j++) score += w[j]! * X.data[i * columns + j]!;
      return score;
    });
    return `class ${scores.indexOf(Math.max(...scores))}`;
  });
  return { X, y };
}

const SKLEARN = `
import json, sys, numpy as np
from sklearn.linear_model import LogisticRegression
d = json.load(sys.stdin)
X = np.array(d["X"]).reshape(len(d["y"]), -1)
m = LogisticRegression(C=d["C"], solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(X, d["y"])
print(json.dumps({"coef": m.coef_.ravel().tolist(), "intercept": m.intercept_.tolist(), "proba": m.predict_proba(X).ravel().tolist()}))
`;

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

describe("LogisticRegression, engine wasm", () => {
  for (const [name, classes, C] of [
    ["eight classes", 8, 1],
    ["two classes", 2, 1],
    ["three classes and a strong penalty", 3, 0.01],
    ["five classes and a weak penalty", 5, 100],
  ] as const) {
    it(`agrees with scikit-learn for ${name}`, { skip: skipWithoutPython("sklearn") }, async () => {
      const { X, y } = problem(3000, 11, classes, 20 + classes);
      const model = new LogisticRegression({ C });
      await model.train(X, y);
      assert.ok(model.convergence.converged && model.convergence.gradient <= 1e-8);
      const peer = runPython(SKLEARN, { X: [...X.data], y, C }) as {
        coef: number[];
        intercept: number[];
        proba: number[];
      };
      assert.equal(model.coefficients.data.length, peer.coef.length);
      assert.ok(largestDifference(model.coefficients.data, peer.coef) < 1e-5);
      // With more than two classes intercepts are known up to a common number only; ours sum to 0.
      const shift = classes > 2 ? peer.intercept.reduce((sum, value) => sum + value, 0) / classes : 0;
      const intercept = peer.intercept.map((value) => value - shift);
      assert.ok(largestDifference(model.intercepts, intercept) < 1e-5);
      assert.ok(largestDifference((await model.predictProba(X)).data, peer.proba) < 1e-5);
    });
  }

  it("gives the same to the last bit whatever the number of workers", async () => {
    const { X, y } = problem(40_000, 12, 4, 30);
    const fits = [];
    for (const workers of [1, 2]) {
      const model = new LogisticRegression({ workers });
      await model.train(X, y);
      fits.push([...model.coefficients.data, ...model.intercepts]);
    }
    assert.deepEqual(fits[0], fits[1]);
  });

  it("says when it stopped before it converged", async () => {
    const { X, y } = problem(500, 6, 3, 31);
    const model = new LogisticRegression({ maxIter: 2 });
    await model.train(X, y);
    assert.equal(model.convergence.converged, false);
    assert.equal(model.convergence.iterations, 2);
  });

  it("converges with constant columns, copies of columns and classes that can be told apart", async () => {
    const rows = 60;
    const data = Float64Array.from(
      { length: rows * 4 },
      (_, i) => [Math.floor(i / 4), Math.floor(i / 4), 3, 0][i % 4]!,
    );
    const model = new LogisticRegression();
    const y = Array.from({ length: rows }, (_, i) => (i < 20 ? 10 : i < 40 ? -3 : 7));
    await model.train({ data, rows, columns: 4 }, y);
    assert.ok(model.convergence.converged);
    assert.deepEqual(model.classes, [-3, 7, 10]);
    const shares = await model.predictProba({ data: Float64Array.of(1e6, 1e6, 3, 0), rows: 1, columns: 4 });
    assert.ok(Math.abs(shares.data[1]! - 1) < 1e-12 && shares.data.every(Number.isFinite));
  });

  it("survives a round trip through JSON", async () => {
    const { X, y } = problem(200, 5, 2, 32);
    const model = new LogisticRegression();
    await model.train(X, y);
    const json = JSON.parse(JSON.stringify(model.toJSON())) as ReturnType<typeof model.toJSON>;
    const loaded = LogisticRegression.load(json);
    assert.deepEqual(await loaded.predictProba(X), await model.predictProba(X));
    assert.deepEqual(loaded.convergence, model.convergence);
  });

  it("stops when it is asked to", async () => {
    const { X, y } = problem(30_000, 12, 4, 33);
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    const model = new LogisticRegression();
    await assert.rejects(model.train(X, y, { signal: controller.signal, onProgress }), { message: "enough" });
  });
});
