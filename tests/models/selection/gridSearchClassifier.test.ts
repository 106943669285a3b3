import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DISPLAY } from "../../../src/ground/index.ts";
import { KNeighborsClassifier } from "../../../src/models/kNeighborsClassifier.ts";
import { loadClassifier } from "../../../src/models/loadClassifier.ts";
import { RandomForestClassifier } from "../../../src/models/randomForestClassifier.ts";
import {
  type Candidate,
  foldScore,
  GridSearchClassifier,
  outOfBagScore,
} from "../../../src/models/selection/gridSearchClassifier.ts";
import { ColumnsClassifier } from "../../../src/models/columnsClassifier.ts";
import { randomSource } from "../../support/randomData.ts";

const { normal } = randomSource(1);
const y = Array.from({ length: 80 }, (_, row) => (row % 2 ? "Rock" : "Folk"));
/** The first column tells the classes apart, the second one is noise. */
const X = {
  data: Float64Array.from({ length: 160 }, (_, i) => (i % 2 ? 9 * normal() : (Math.floor(i / 2) % 2) * 2 + normal())),
  rows: 80,
  columns: 2,
};
const columns = (chosen: readonly number[]): Candidate => ({
  name: `columns ${chosen.join(", ")}`,
  create: () => new ColumnsClassifier(chosen, new RandomForestClassifier({ nEstimators: 30, oobScore: true, seed: 1 })),
});

describe("GridSearchClassifier", () => {
  it("chooses the candidate that does best on folds of the training rows, and is it from then on", async () => {
    const candidates = [1, 25].map((k) => ({
      name: `k = ${k}`,
      create: () => new KNeighborsClassifier({ nNeighbors: k }),
    }));
    const search = new GridSearchClassifier(candidates, foldScore({ folds: 4, seed: 1 }));
    const only = { ...X, data: X.data.map((value, i) => (i % 2 ? 0 : value)) };
    await search.train(only, y);
    assert.equal(search.chosen, "k = 25");
    const direct = candidates[1]!.create();
    await direct.train(only, y);
    assert.deepEqual(await search.predictProba(only), await direct.predictProba(only));
  });

  it("scores forests out of bag, with the columns that they are shown", async () => {
    const search = new GridSearchClassifier([columns([1]), columns([0])], outOfBagScore);
    await search.train(X, y);
    assert.equal(search.chosen, "columns 0");
    const loaded = loadClassifier(JSON.parse(JSON.stringify(search))) as GridSearchClassifier;
    assert.equal(loaded.chosen, "columns 0");
    assert.deepEqual(await loaded.predict(X), await search.predict(X));
    await assert.rejects(
      outOfBagScore({ name: "k = 3", create: () => new KNeighborsClassifier() }, X, y),
      /k = 3 is no random forest/,
    );
  });

  it("shows each candidate's score, and which was chosen", async () => {
    const shares = new Map([
      ["columns 1", 0.5],
      ["columns 0", 0.75],
    ]);
    const search = new GridSearchClassifier([columns([1]), columns([0])], ({ name }) =>
      Promise.resolve(shares.get(name)!),
    );
    assert.equal(search[DISPLAY]()["text/plain"], "GridSearchClassifier\n  chosen: nothing yet: not trained");
    await search.train(X, y);
    assert.equal(
      search[DISPLAY]()["text/plain"],
      "GridSearchClassifier\n  chosen: columns 0\n  columns 1: 0.5000\n  columns 0: 0.7500",
    );
  });

  it("takes the first of equally good candidates", async () => {
    const same = [columns([0]), { ...columns([0]), name: "again" }];
    const search = new GridSearchClassifier(same, () => Promise.resolve(0.5));
    await search.train(X, y);
    assert.equal(search.chosen, "columns 0");
  });

  it("says what is missing", async () => {
    assert.throws(() => new GridSearchClassifier([], outOfBagScore), /needs at least one candidate/);
    const search = new GridSearchClassifier([columns([0])], outOfBagScore);
    assert.throws(() => search.classes, /has not been trained/);
    assert.throws(() => loadClassifier({ name: "SVC" }), /the saved model is a SVC; known are ColumnsClassifier,/);
    const wide = new ColumnsClassifier([2], new KNeighborsClassifier());
    await assert.rejects(wide.train(X, y), /X has 2 columns; the model needs column 2/);
  });
});
