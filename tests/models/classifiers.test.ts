import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Classifier, Label } from "../../src/models/classifier.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { LogisticRegression } from "../../src/models/logisticRegression.ts";
import type { Matrix } from "../../src/models/matrix.ts";
import { MLPClassifier } from "../../src/models/mlpClassifier.ts";
import { RandomForestClassifier } from "../../src/models/randomForestClassifier.ts";
import { randomSource } from "../support/randomData.ts";

/** Rows around one centre a class: easy to tell apart. */
function clusters(labels: readonly Label[], rowsEach: number, seed: number): { X: Matrix; y: Label[] } {
  const { normal } = randomSource(seed);
  const columns = labels.length;
  const y = Array.from({ length: rowsEach * labels.length }, (_, row) => labels[row % labels.length]!);
  const data = Float64Array.from({ length: y.length * columns }, (_, i) => {
    const row = Math.floor(i / columns);
    return normal() + (row % labels.length === i % columns ? 6 : 0);
  });
  return { X: { data, rows: y.length, columns }, y };
}

interface Kind {
  readonly make: () => Classifier;
  readonly load: (json: never) => Classifier;
}

const KINDS: Record<string, Kind> = {
  KNeighborsClassifier: { make: () => new KNeighborsClassifier(), load: (json) => KNeighborsClassifier.load(json) },
  RandomForestClassifier: {
    make: () => new RandomForestClassifier({ nEstimators: 20, maxFeatures: 2, seed: 5 }),
    load: (json) => RandomForestClassifier.load(json),
  },
  LogisticRegression: {
    make: () => new LogisticRegression({ maxIter: 50 }),
    load: (json) => LogisticRegression.load(json),
  },
  MLPClassifier: {
    make: () => new MLPClassifier({ hiddenLayerSizes: [8], maxIter: 200, seed: 5 }),
    load: (json) => MLPClassifier.load(json),
  },
};

for (const [name, { make, load }] of Object.entries(KINDS)) {
  describe(name, () => {
    const { X, y } = clusters(["Rock", "Folk", "Pop"], 20, 1);
    const test = clusters(["Rock", "Folk", "Pop"], 10, 2);

    it("tells clusters apart, on rows it has not seen", async () => {
      const model = make();
      await model.train(X, y);
      assert.deepEqual(model.classes, ["Folk", "Pop", "Rock"]);
      assert.deepEqual(await model.predict(test.X), test.y);
    });

    it("gives probabilities that sum to 1, the largest where the prediction is", async () => {
      const model = make();
      await model.train(X, y);
      const { data, rows, columns } = await model.predictProba(test.X);
      const predicted = await model.predict(test.X);
      assert.deepEqual([rows, columns], [30, 3]);
      for (let row = 0; row < rows; row++) {
        const probabilities = [...data.subarray(row * 3, row * 3 + 3)];
        assert.ok(Math.abs(probabilities.reduce((a, b) => a + b) - 1) < 1e-12);
        assert.equal(model.classes[probabilities.indexOf(Math.max(...probabilities))], predicted[row]);
      }
    });

    it("predicts the same after a way through JSON", async () => {
      const model = make();
      await model.train(X, y);
      const loaded = load(JSON.parse(JSON.stringify(model)) as never);
      assert.deepEqual(loaded.classes, model.classes);
      assert.deepEqual(await loaded.predictProba(test.X), await model.predictProba(test.X));
      const again = load(JSON.parse(JSON.stringify(loaded)) as never);
      assert.deepEqual(await again.predict(test.X), await model.predict(test.X));
    });

    it("trains to the same model each time", async () => {
      const [one, other] = [make(), make()];
      await one.train(X, y);
      await other.train(X, y);
      assert.deepEqual(await one.predictProba(test.X), await other.predictProba(test.X));
    });

    it("takes labels that are numbers, but not 0 to n-1", async () => {
      const numbered = clusters([7, -2, 40], 20, 3);
      const model = make();
      await model.train(numbered.X, numbered.y);
      assert.deepEqual(model.classes, [-2, 7, 40]);
      assert.deepEqual(await model.predict(numbered.X), numbered.y);
    });

    it("takes columns that are constant and rows that are equal", async () => {
      const constant = { data: new Float64Array(8).fill(2), rows: 4, columns: 2 };
      const model = make();
      await model.train(constant, ["b", "a", "b", "a"]);
      assert.equal((await model.predict(constant)).length, 4);
    });

    it("refuses bad input, use before training and another width", async () => {
      const model = make();
      await assert.rejects(model.predict(X), new RegExp(`the ${name} has not been trained`));
      await assert.rejects(model.train(X, ["a"]), /X has 60 rows, y has 1 labels/);
      await assert.rejects(model.train({ data: new Float64Array(), rows: 0, columns: 3 }, []), /X is empty/);
      const broken = { ...X, data: X.data.slice().fill(NaN, 4, 5) };
      await assert.rejects(model.train(broken, y), /NaN in row 1, column 1/);
      await model.train(X, y);
      await assert.rejects(model.predict({ data: Float64Array.of(1), rows: 1, columns: 1 }), /trained on 3/);
    });

    it("doesn't train when it has been cancelled", async () => {
      await assert.rejects(make().train(X, y, { signal: AbortSignal.abort() }), { name: "AbortError" });
    });

    it("refuses another model's JSON", () => {
      assert.throws(() => load({ name: "Other" } as never), /RangeError: the saved model is a Other; expected a/);
    });
  });
}

describe("one class", () => {
  const X = { data: Float64Array.of(1, 2, 3), rows: 3, columns: 1 };
  const y = ["a", "a", "a"];

  it("is all that neighbours and forests then know", async () => {
    for (const model of [new KNeighborsClassifier({ nNeighbors: 2 }), new RandomForestClassifier({ nEstimators: 3 })]) {
      await model.train(X, y);
      assert.deepEqual(await model.predict(X), y);
      assert.deepEqual([...(await model.predictProba(X)).data], [1, 1, 1]);
    }
  });

  it("is too few for a logistic regression", async () => {
    await assert.rejects(new LogisticRegression().train(X, y), /all rows have the same label/);
  });
});

describe("options", () => {
  it("are refused where they are out of range", async () => {
    assert.throws(() => new KNeighborsClassifier({ nNeighbors: 0 }), /nNeighbors is 0; expected a positive integer/);
    assert.throws(() => new RandomForestClassifier({ nEstimators: 1.5 }), /nEstimators is 1.5/);
    assert.throws(() => new RandomForestClassifier({ maxFeatures: 0 }), /maxFeatures is 0/);
    assert.throws(() => new RandomForestClassifier({ seed: 2 ** 40 }), /seed is 1099511627776/);
    assert.throws(() => new LogisticRegression({ maxIter: -1 }), /maxIter is -1/);
    const one = { data: Float64Array.of(1, 2), rows: 2, columns: 1 };
    await assert.rejects(
      new KNeighborsClassifier({ nNeighbors: 3 }).train(one, ["a", "b"]),
      /nNeighbors is 3, but there are only 2 training rows/,
    );
    await assert.rejects(new RandomForestClassifier({ maxFeatures: 2 }).train(one, ["a", "b"]), /X has only 1 column/);
  });
});
