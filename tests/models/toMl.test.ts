import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Matrix as MlMatrix } from "ml-matrix";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { dropVariances } from "../../src/dataset/selectFeatures.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { LogisticRegression } from "../../src/models/logisticRegression.ts";
import type { Matrix } from "../../src/models/matrix.ts";
import { toRows } from "../../src/models/ml/toRows.ts";
import { RandomForestClassifier } from "../../src/models/randomForestClassifier.ts";
import { StandardScaler } from "../../src/models/standardScaler.ts";

/** 960 real segments to train on; 1,920 rows to predict: the segments and the means of each two that follow one another. */
async function realRows(): Promise<{ X: Matrix; y: readonly string[]; queries: Matrix }> {
  const table = dropVariances((await loadSource(resolveSource("sample"))).segments!);
  const X = new StandardScaler().fit(table.X).transform(table.X);
  const { data, rows, columns } = X;
  const between = data.map((value, i) => (value + data[(i + columns) % data.length]!) / 2);
  const both = new Float64Array(2 * data.length);
  both.set(data);
  both.set(between, data.length);
  return { X, y: table.label, queries: { data: both, rows: 2 * rows, columns } };
}

/** Rows where one class has more of the vote than any other: ties are settled differently by definition. */
function untied({ data, rows, columns }: Matrix): number[] {
  return Array.from({ length: rows }, (_, row) => row).filter((row) => {
    const [first, second] = [...data.subarray(row * columns, (row + 1) * columns)].sort((a, b) => b - a);
    return first! - second! > 1e-9;
  });
}

describe("toMl", () => {
  it("hands the neighbours over: the package predicts the same wherever the vote is not tied", async () => {
    const { X, y, queries } = await realRows();
    const classifier = new KNeighborsClassifier();
    await classifier.train(X, y);
    const ours = await classifier.predict(queries);
    const theirs = classifier.toMl().predict(toRows(queries));
    const rows = untied(await classifier.predictProba(queries));
    assert.ok(rows.length > 1000, `${rows.length} rows`);
    for (const row of rows) assert.equal(classifier.classes[theirs[row]!], ours[row]);
  });

  it("hands the forest over: the package predicts the same wherever the vote is not tied", async () => {
    const { X, y, queries } = await realRows();
    const classifier = new RandomForestClassifier({ nEstimators: 20 });
    await classifier.train(X, y);
    const ours = await classifier.predict(queries);
    const theirs = classifier.toMl().predict(toRows(queries));
    const rows = untied(await classifier.predictProba(queries));
    assert.ok(rows.length > 1000, `${rows.length} rows`);
    for (const row of rows) assert.equal(classifier.classes[theirs[row]!], ours[row]);
  });

  it("hands the regression over, for rows with one more column of ones in place of the intercept", async () => {
    const { X, y, queries } = await realRows();
    for (const labels of [y, y.map((label) => (label < "G" ? "a" : "b"))]) {
      const classifier = new LogisticRegression();
      await classifier.train(X, labels);
      const ours = await classifier.predict(queries);
      const theirs = classifier.toMl().predict(new MlMatrix(toRows(queries).map((row) => [...row, 1])));
      assert.deepEqual(
        Array.from(theirs, (code) => classifier.classes[code]),
        ours,
      );
    }
  });

  it("is there for the engine wasm only", async () => {
    const { X, y } = await realRows();
    const part = { ...X, data: X.data.subarray(0, 40 * X.columns), rows: 40 };
    const classifier = new KNeighborsClassifier({ engine: "ml" });
    await classifier.train(part, y.slice(0, 40));
    assert.throws(() => classifier.toMl(), { message: 'toMl needs the engine "wasm"' });
  });
});
