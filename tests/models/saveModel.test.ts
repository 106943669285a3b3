import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { RandomForestClassifier } from "../../src/models/randomForestClassifier.ts";
import { readModel, saveModel } from "../../src/models/saveModel.ts";
import { StandardScaler } from "../../src/models/standardScaler.ts";
import { randomMatrix } from "../support/randomData.ts";

const folder = mkdtempSync(join(tmpdir(), "save-model-"));
after(() => rmSync(folder, { recursive: true }));

const features = ["rms_mean", "tempo", "mfcc1_mean"];
const X = randomMatrix({ rows: 200, columns: 3, seed: 1 });
const y = Array.from({ length: 200 }, (_, i) => (X.data[i * 3]! > 0 ? "Rock" : "Électronique"));

async function save(name: string): Promise<string> {
  const classifier = new KNeighborsClassifier();
  const scaler = new StandardScaler().fit(X);
  await classifier.train(scaler.transform(X), y);
  const file = join(folder, name);
  saveModel(file, { classifier: classifier.toJSON(), scaler: scaler.toJSON(), features });
  return file;
}

describe("saveModel and readModel", () => {
  it("bring back a model that predicts the same, with its labels, scaler and feature names", async () => {
    const forest = new RandomForestClassifier({ nEstimators: 10 });
    const scaler = new StandardScaler().fit(X);
    await forest.train(scaler.transform(X), y);
    const file = join(folder, "deep/forest.model");
    saveModel(file, { classifier: forest.toJSON(), scaler: scaler.toJSON(), features });
    const saved = readModel(file, features);
    const loaded = RandomForestClassifier.load(saved.classifier as ReturnType<typeof forest.toJSON>);
    const scaled = StandardScaler.load(saved.scaler as ReturnType<typeof scaler.toJSON>).transform(X);
    assert.deepEqual(saved.features, features);
    assert.deepEqual(loaded.classes, ["Rock", "Électronique"]);
    assert.deepEqual(await loaded.predictProba(scaled), await forest.predictProba(scaler.transform(X)));
  });

  it("store numbers in binary: hardly more than their bytes", async () => {
    const file = await save("compact.model");
    assert.ok(readFileSync(file).length < 200 * 3 * 8 + 200 * 4 + 1000);
  });

  it("leave no part of a file behind", async () => {
    await save("whole.model");
    assert.ok(readdirSync(folder).every((name) => !name.endsWith(".part")));
  });

  it("refuse a file that is cut off at any place, or damaged, in one line that names it", async () => {
    const file = await save("damaged.model");
    const whole = readFileSync(file);
    for (const length of [whole.length - 1, whole.length / 2, 90]) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      assert.throws(() => readModel(file), {
        message: `${file}: the model is damaged or cut off (its checksum differs); save it again`,
      });
    }
    const odd = Buffer.from(whole);
    odd[whole.length - 5]! ^= 1;
    writeFileSync(file, odd);
    assert.throws(() => readModel(file), /its checksum differs/);
    writeFileSync(file, "");
    assert.throws(() => readModel(file), { message: `${file}: not a saved model` });
  });

  it("refuse foreign files, other versions, missing files and other features", async () => {
    const file = await save("other.model");
    const whole = readFileSync(file, "latin1");
    assert.throws(() => readModel(file, ["rms_mean", "tempo"]), {
      message: `${file}: the model was trained on 3 features, not 2`,
    });
    assert.throws(() => readModel(file, ["rms_mean", "mfcc1_mean", "tempo"]), {
      message: `${file}: feature 2 of the model is tempo, not mfcc1_mean`,
    });
    writeFileSync(file, whole.replace("-model 1 ", "-model 2 "), "latin1");
    assert.throws(() => readModel(file), /saved in version 2 of the format; this program reads version 1/);
    writeFileSync(file, "filename,tempo\n");
    assert.throws(() => readModel(file), { message: `${file}: not a saved model` });
    assert.throws(() => readModel(join(folder, "absent")), /absent: the model can't be read \(ENOENT/);
  });
});
