import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DISPLAY } from "../../src/ground/index.ts";
import { ColumnsClassifier } from "../../src/models/columnsClassifier.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { loadClassifier } from "../../src/models/loadClassifier.ts";
import { MLPClassifier } from "../../src/models/mlpClassifier.ts";
import { randomSource } from "../support/randomData.ts";

const { normal } = randomSource(2);
const y = Array.from({ length: 60 }, (_, row) => ["Folk", "Pop", "Rock"][row % 3]!);
const X = {
  data: Float64Array.from({ length: 180 }, (_, i) => normal() + (Math.floor(i / 3) % 3 === i % 3 ? 2 : 0)),
  rows: 60,
  columns: 3,
};

describe("ColumnsClassifier", () => {
  it("predicts the same after a way through JSON, whatever it is made of", async () => {
    const model = new ColumnsClassifier([2, 0], new MLPClassifier({ hiddenLayerSizes: [4], maxIter: 3 }));
    await model.train(X, y);
    const loaded = loadClassifier(JSON.parse(JSON.stringify(model)));
    assert.deepEqual(await loaded.predictProba(X), await model.predictProba(X));
  });

  it("sees its columns only, in their order", async () => {
    const model = new ColumnsClassifier([2, 0], new KNeighborsClassifier());
    await model.train(X, y);
    const taken = {
      ...X,
      columns: 2,
      data: Float64Array.from({ length: 120 }, (_, i) => X.data[(i >> 1) * 3 + (i % 2 ? 0 : 2)]!),
    };
    const direct = new KNeighborsClassifier();
    await direct.train(taken, y);
    assert.deepEqual(await model.predictProba(X), await direct.predictProba(taken));
    assert.deepEqual(await model.predict(X), await direct.predict(taken));
  });

  it("names in its card what it is made of", () => {
    const model = new ColumnsClassifier([2, 0], new KNeighborsClassifier());
    assert.equal(model[DISPLAY]()["text/plain"], "ColumnsClassifier\n  model: KNeighborsClassifier\n  columns: 2, 0");
  });
});
