import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MlRandomForest } from "../../../src/models/ml/mlRandomForest.ts";
import { randomMatrix } from "../../support/randomData.ts";

interface ForestJSON {
  readonly baseModel: { readonly indexes: readonly (readonly number[])[] };
}

describe("MlRandomForest", () => {
  const X = randomMatrix({ rows: 30, columns: 4, seed: 1 });
  const codes = Int32Array.from({ length: 30 }, (_, row) => row % 3);

  it("gives each tree as many different features as it is told, one included", () => {
    for (const maxFeatures of [1, 2, 4]) {
      const forest = MlRandomForest.fit({ X, codes, classCount: 3 }, { nEstimators: 5, maxFeatures, seed: 1 });
      for (const features of (forest.toJSON() as ForestJSON).baseModel.indexes) {
        assert.equal(features.length, maxFeatures);
        assert.equal(new Set(features).size, maxFeatures);
      }
    }
  });

  it("grows trees until their leaves are pure, so that all features together know the training rows by heart", () => {
    const forest = MlRandomForest.fit({ X, codes, classCount: 3 }, { nEstimators: 50, maxFeatures: 4, seed: 1 });
    const { data } = forest.predictProba(X);
    codes.forEach((code, row) => {
      const votes = data.subarray(row * 3, row * 3 + 3);
      assert.equal(votes.indexOf(Math.max(...votes)), code);
    });
  });
});
