import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ROOT, TestKernel } from "../support/session.ts";

describe("what a cell shows of", { timeout: 180_000 }, () => {
  const kernel = new TestKernel();
  const shown = async (code: string): Promise<string> => String(await kernel.text(code)).replaceAll("\u00a0", " ");
  before(async () => {
    await kernel.run(`
import { fromDataFrame, dataFrame, dropVariances, loadSource, reportSplit, resolveSource, takeRows, takeSplit } from "../src/dataset/index.ts";
import { classificationReport, confusionMatrix, evaluate, KNeighborsClassifier, StandardScaler } from "../src/models/index.ts";
import { reportTables } from "../src/study/common/index.ts";
const source = await loadSource(resolveSource("sample"));
const table = dropVariances(source.segments!);
const split = reportSplit(table, { by: "row", seed: 1 });
const parts = takeSplit(table, split);
const model = new KNeighborsClassifier({ nNeighbors: 3 });
`);
  });
  after(() => kernel.close());

  it("tables: rows, features, genres, tracks and artists, of copies too", async () => {
    const card = await shown("table");
    assert.match(
      card,
      /^Feature table, 1,600 rows × 29 features\n {2}genres: Electronic 200, Experimental 200, .*Rock 200\n/,
    );
    assert.match(card, /\n {2}tracks: 160\n {2}artists known: 145\n/);
    assert.match(card, /\n {2}from: features_3s\.csv$/);
    assert.match(await shown("takeRows(table, [0, 1])"), /^Feature table, 2 rows × 29 features\n {2}genres: \w+ 2\n/);
    assert.match(await shown("fromDataFrame(await dataFrame(table, { rows: 5 }))"), /^Feature table, 5 rows ×/);
  });

  it("sources and the report's tables, without a path of this machine", async () => {
    for (const code of ["source", "source.clips", "reportTables(source)", "reportTables(source).clips"]) {
      const card = await shown(code);
      assert.ok(card.split("\n").length <= 8, card);
      assert.ok(!card.includes(ROOT), card);
      assert.match(card, /160/);
    }
  });

  it("splits: rows and tracks of the parts, what was kept together, and the tracks on both sides", async () => {
    const card = await shown("split");
    assert.match(
      card,
      /kept together: nothing: random rows\n {2}train: 1,080 rows, 160 tracks\n {2}test: 360 rows, 147 tracks/,
    );
    assert.match(card, /held out: 160 rows, 103 tracks\n {2}test tracks in training too: 147 of 147$/);
    const apart = await shown('reportSplit(table, { by: "artist", seed: 1 })');
    assert.match(apart, /the rows of an artist[^]*in training too: 0 of 37$/);
    assert.match(await shown("parts"), /train: 1,080 rows × 29 features\n {2}test: 360 rows × 29 features/);
    assert.match(await shown("parts.test"), /^Labelled rows, 360 rows × 29 features\n {2}genres: /);
  });

  it("models: name, settings and what they were trained on; scalers too", async () => {
    assert.match(await shown("model"), /^KNeighborsClassifier\n {2}nNeighbors: 3\n[^]*trained on: nothing yet$/);
    await kernel.run("const evaluation = await evaluate(model, parts);");
    assert.match(await shown("model"), /trained on: 1,080 rows, 29 features, 8 classes: Electronic, /);
    assert.equal(await shown("new StandardScaler().fit(parts.train.X)"), "StandardScaler\n  fitted to: 29 features");
  });

  it("evaluations, reports and confusion matrices", async () => {
    const card = await shown("evaluation");
    assert.match(
      card,
      /^Evaluation\n {2}test accuracy: 9\d\.\d % of 360 rows\n {2}training accuracy: 9\d\.\d % of 1,080 rows/,
    );
    const report = await shown("classificationReport(evaluation.actual, evaluation.predicted)");
    assert.match(report, /precision +recall +f1-score +support\nElectronic +\d\.\d\d/);
    assert.match(report, /\nweighted avg +0\.9\d +0\.9\d +0\.9\d +360$/);
    const matrix = await shown("confusionMatrix(evaluation.actual, evaluation.predicted)");
    assert.match(matrix, /^Confusion matrix: actual in rows, predicted in columns\n +Electronic/);
    assert.equal(matrix.split("\n").length, 10);
  });
});
