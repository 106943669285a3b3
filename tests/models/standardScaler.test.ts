import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StandardScaler, type StandardScalerJSON } from "../../src/models/standardScaler.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { randomMatrix } from "../support/randomData.ts";

const SCALE = `
import json, sys, numpy as np
from sklearn.preprocessing import StandardScaler
X = np.array(json.load(sys.stdin))
s = StandardScaler().fit(X)
print(json.dumps({"mean": s.mean_.tolist(), "scale": s.scale_.tolist(), "Z": s.transform(X).ravel().tolist()}))
`;

describe("StandardScaler", () => {
  it("gives columns of mean 0 and population variance 1", () => {
    const X = { data: Float64Array.of(1, 10, 2, 20, 3, 60), rows: 3, columns: 2 };
    const { data } = new StandardScaler().fit(X).transform(X);
    for (const column of [0, 1]) {
      const values = [0, 1, 2].map((row) => data[row * 2 + column]!);
      assert.ok(Math.abs(values.reduce((a, b) => a + b)) < 1e-12);
      assert.ok(Math.abs(values.reduce((a, b) => a + b * b, 0) / 3 - 1) < 1e-12);
    }
  });

  it("only centres a column that doesn't vary, even where its mean can't be held exactly", () => {
    const data = new Float64Array(300).fill(0.1);
    const scaler = new StandardScaler().fit({ data, rows: 300, columns: 1 });
    assert.deepEqual([...scaler.scale], [1]);
  });

  it("uses what it learned in training on other rows", () => {
    const scaler = new StandardScaler().fit({ data: Float64Array.of(0, 2), rows: 2, columns: 1 });
    assert.deepEqual([...scaler.transform({ data: Float64Array.of(5), rows: 1, columns: 1 }).data], [4]);
  });

  it("agrees with scikit-learn to 1e-12", { skip: skipWithoutPython("sklearn") }, () => {
    const X = randomMatrix({ rows: 500, columns: 4, seed: 1 });
    // Columns of very different size, one far from zero, one constant.
    for (let row = 0; row < X.rows; row++) {
      X.data[row * 4]! *= 1e6;
      X.data[row * 4 + 1]! += 1e5;
      X.data[row * 4 + 2] = 0.3;
    }
    const rows = Array.from({ length: X.rows }, (_, row) => [...X.data.subarray(row * 4, row * 4 + 4)]);
    const theirs = runPython(SCALE, rows) as { mean: number[]; scale: number[]; Z: number[] };
    const scaler = new StandardScaler().fit(X);
    const near = (ours: Float64Array, other: number[]): void => {
      ours.forEach((value, i) => {
        const difference = Math.abs(value - other[i]!);
        assert.ok(difference <= 1e-12 * Math.max(1, Math.abs(other[i]!)), `${value} and ${other[i]!} at ${i}`);
      });
    };
    near(scaler.mean, theirs.mean);
    near(scaler.scale, theirs.scale);
    // A value near 1e5 has 11 digits left behind the point, which is what both sides share.
    scaler.transform(X).data.forEach((value, i) => {
      const tolerance = i % 4 === 1 ? 1e-9 : 1e-12;
      assert.ok(Math.abs(value - theirs.Z[i]!) <= tolerance * Math.max(1, Math.abs(value)));
    });
  });

  it("comes back from JSON as it was", () => {
    const X = randomMatrix({ rows: 20, columns: 3, seed: 2 });
    const scaler = new StandardScaler().fit(X);
    const loaded = StandardScaler.load(JSON.parse(JSON.stringify(scaler)) as StandardScalerJSON);
    assert.deepEqual(loaded.transform(X), scaler.transform(X));
  });

  it("refuses another width, input that is not finite, and use before fit", () => {
    const X = { data: Float64Array.of(1, 2), rows: 1, columns: 2 };
    assert.throws(() => new StandardScaler().transform(X), /has not been fitted/);
    assert.throws(() => new StandardScaler().fit(X).transform({ data: X.data, rows: 2, columns: 1 }), /trained on 2/);
    assert.throws(
      () => new StandardScaler().fit({ data: Float64Array.of(1, NaN), rows: 1, columns: 2 }),
      /row 0, column 1/,
    );
  });
});
