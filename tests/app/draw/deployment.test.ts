import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { Deployment } from "../../../src/app/draw/deployment.ts";
import { GenrePredictor } from "../../../src/app/draw/genrePredictor.ts";
import { MODEL_IDS } from "../../../src/models/index.ts";
import { ModelShelf } from "../../../src/app/draw/modelShelf.ts";
import { reportSplit } from "../../../src/dataset/reportSplit.ts";
import { accuracy } from "../../../src/models/accuracy.ts";
import { readModel, saveModel } from "../../../src/models/saveModel.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const tables = randomSourceTables({ genres: ["a", "b", "c"], tracksPerGenre: 20 });
const deployment = new Deployment(tables, { seed: 1 });
const folder = mkdtempSync(join(tmpdir(), "deployment-"));
after(() => rmSync(folder, { recursive: true }));

describe("Deployment", () => {
  it("holds out the report's 10 % of the rows, without variances, in the split's order", () => {
    const records = deployment.records();
    const { holdout } = reportSplit(tables.segments!, { by: "row", seed: 1 });
    assert.equal(records.length, 30);
    assert.deepEqual(
      records.map(({ filename }) => filename),
      Array.from(holdout, (row) => tables.segments!.filename[row]),
    );
    assert.deepEqual(deployment.table.features, ["rms_mean", "tempo", "mfcc1_mean", "mfcc2_mean"]);
    assert.ok(records.every(({ features }, row) => features.length === 4 && records[row]!.row === row));
  });

  it("finds that row by row nearly all held-out tracks have been met, and by track none", async () => {
    const outcomes = await Promise.all(
      (["row", "track"] as const).map(async (by) => deployment.holdOut(await deployment.train("knn", by), by)),
    );
    assert.ok(outcomes[0]!.metShare > 0.9);
    assert.equal(outcomes[1]!.metShare, 0);
    const [byRow, byTrack] = outcomes.map(({ actual, predicted }) => accuracy(actual, predicted));
    assert.ok(byRow! > 0.95 && byTrack! < 0.8, `${byRow} ${byTrack}`);
  });

  it("falls back on clips where there are no segments, and tells other data and other splits apart", () => {
    const clips = new Deployment(randomSourceTables({ genres: ["a", "b"], tracksPerGenre: 30 }, ["clips"]), {
      seed: 1,
    });
    assert.equal(clips.rowNoun, "clip");
    assert.equal(clips.records().length, 6);
    assert.notEqual(new Deployment(tables, { seed: 2 }).id, deployment.id);
    assert.equal(new Deployment(tables, { seed: 1 }).id, deployment.id);
  });
});

describe("GenrePredictor", () => {
  it("predicts the same after it was saved and loaded, whichever model it is", async () => {
    const { data, columns } = deployment.table.X;
    const X = { data: data.slice(0, 40 * columns), rows: 40, columns };
    for (const id of MODEL_IDS) {
      const predictor = await deployment.train(id, "row");
      const file = join(folder, `${id}.model`);
      saveModel(file, predictor.toJSON());
      const predictions = await GenrePredictor.load(readModel(file)).predict(X);
      assert.deepEqual(predictions, await predictor.predict(X));
      assert.ok(predictions.every(({ confidence }) => confidence > 1 / 3 - 1e-9 && confidence <= 1));
    }
  });

  it("refuses what is no saved model", () => {
    for (const json of [null, {}, { id: "svm" }]) assert.throws(() => GenrePredictor.load(json), /no saved model/);
  });
});

describe("ModelShelf", () => {
  it("trains a model once and loads it from then on, with the same scores", async () => {
    const first = new ModelShelf(deployment, folder, ["knn"]);
    assert.equal(first.get("knn"), undefined);
    assert.equal(await first.prepare("knn"), "trained");
    const second = new ModelShelf(deployment, folder, ["knn"]);
    assert.equal(await second.prepare("knn"), "loaded");
    assert.deepEqual(second.get("knn")!.byTrack, first.get("knn")!.byTrack);
    assert.deepEqual([...second.states], [["knn", "ready"]]);
  });

  it("trains again where the saved model is damaged", async () => {
    const shelf = new ModelShelf(deployment, folder, ["lr"]);
    writeFileSync(shelf.fileOf("lr"), "half a mod");
    assert.equal(await shelf.prepare("lr"), "trained");
  });

  it("says that a model has failed, and leaves no half of it", async () => {
    const shelf = new ModelShelf(deployment, join(folder, "aborted"), ["rf"]);
    await assert.rejects(shelf.prepare("rf", AbortSignal.abort(new Error("enough"))), /enough/);
    assert.deepEqual([...shelf.states], [["rf", "failed"]]);
    assert.equal(shelf.get("rf"), undefined);
  });
});
