import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Matrix as MlMatrix } from "ml-matrix";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { LogisticRegression } from "../../src/models/logisticRegression.ts";
import { toRows } from "../../src/models/ml/classesOfMl.ts";
import { RandomForestClassifier } from "../../src/models/randomForestClassifier.ts";
import { realRows } from "../support/realRows.ts";
import { untied } from "../support/untied.ts";

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
