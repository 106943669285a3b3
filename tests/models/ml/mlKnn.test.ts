import KNN from "ml-knn";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MlKnn } from "../../../src/models/ml/mlKnn.ts";
import { toRows } from "../../../src/models/ml/classesOfMl.ts";
import { randomMatrix } from "../../support/randomData.ts";

describe("MlKnn", () => {
  it("lets the smallest class win three different votes, where the package's own rule takes the farthest", () => {
    const X = { data: Float64Array.of(1, 2, 3), rows: 3, columns: 1 };
    const codes = Int32Array.of(1, 0, 2);
    const query = { data: Float64Array.of(0), rows: 1, columns: 1 };
    const { data } = MlKnn.fit({ X, codes, classCount: 3 }, 3).predictProba(query);
    assert.deepEqual([...data], [1 / 3, 1 / 3, 1 / 3]);
    assert.deepEqual(new KNN(toRows(X), codes, { k: 3 }).predict(toRows(query)), [2]);
  });

  it("finds the neighbours that a search through all rows finds", () => {
    const X = randomMatrix({ rows: 300, columns: 5, seed: 1 });
    const queries = randomMatrix({ rows: 50, columns: 5, seed: 2 });
    // A class of its own for every training row: the probabilities tell the neighbours.
    const codes = Int32Array.from({ length: X.rows }, (_, row) => row);
    const { data } = MlKnn.fit({ X, codes, classCount: X.rows }, 7).predictProba(queries);
    toRows(queries).forEach((query, row) => {
      const distances = toRows(X).map((point) => Math.hypot(...point.map((value, i) => value - query[i]!)));
      const nearest = [...distances.keys()].sort((a, b) => distances[a]! - distances[b]!).slice(0, 7);
      const found = [...codes].filter((code) => data[row * X.rows + code]! > 0);
      assert.deepEqual(
        found,
        nearest.sort((a, b) => a - b),
      );
    });
  });
});
