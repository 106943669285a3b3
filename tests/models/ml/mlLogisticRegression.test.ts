import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MlLogisticRegression } from "../../../src/models/ml/mlLogisticRegression.ts";
import { randomMatrix, randomSource } from "../../support/randomData.ts";

interface RegressionJSON {
  readonly classifiers: readonly { readonly weights: readonly (readonly number[])[] }[];
}

describe("MlLogisticRegression", () => {
  const X = randomMatrix({ rows: 200, columns: 3, seed: 1 });
  const { uniform } = randomSource(2);
  const codes = Int32Array.from({ length: 200 }, (_, row) => {
    const score = 2 * X.data[row * 3]! - X.data[row * 3 + 1]!;
    return uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });

  it("comes to rest where the likelihood's gradient is zero", () => {
    const model = MlLogisticRegression.fit({ X, codes, classCount: 2 }, 2000);
    const weights = (model.toJSON() as RegressionJSON).classifiers[0]!.weights[0]!;
    // The package codes the class itself as 0 and all others as 1.
    const gradient = [0, 0, 0];
    for (let row = 0; row < X.rows; row++) {
      const x = X.data.subarray(row * 3, row * 3 + 3);
      const score = weights.reduce((sum, weight, i) => sum + weight * x[i]!, 0);
      const error = (codes[row] === 0 ? 0 : 1) - 1 / (1 + Math.exp(-score));
      x.forEach((value, i) => (gradient[i]! += error * value));
    }
    for (const slope of gradient) assert.ok(Math.abs(slope) < 1e-8, `gradient ${slope}`);
  });

  it("doesn't diverge on many rows or on features of very different size", () => {
    const data = X.data.map((value, i) => (i % 3 === 0 ? 1e4 * value : value));
    const { data: probabilities } = MlLogisticRegression.fit(
      { X: { ...X, data }, codes, classCount: 2 },
      100,
    ).predictProba({
      ...X,
      data,
    });
    let right = 0;
    codes.forEach((code, row) => (right += probabilities[row * 2 + code]! > 0.5 ? 1 : 0));
    assert.ok(right > 140, `${right} of 200 right`);
  });
});
