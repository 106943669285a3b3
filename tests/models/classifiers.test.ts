import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Classifier, Label } from "../../src/models/classifier.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { LogisticRegression } from "../../src/models/logisticRegression.ts";
import type { Matrix } from "../../src/ground/matrix.ts";
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

    it("refuses values that are not finite and empty input when it predicts, and goes on working", async () => {
      const model = make();
      await model.train(X, y);
      for (const value of [NaN, Infinity, -Infinity]) {
        const broken = { ...test.X, data: test.X.data.slice().fill(value, 7, 8) };
        await assert.rejects(model.predict(broken), new RegExp(`X has ${value} in row 2, column 1; expected finite`));
        await assert.rejects(make().train(broken, test.y), new RegExp(`X has ${value} in row 2, column 1`));
      }
      await assert.rejects(model.predict({ data: new Float64Array(), rows: 0, columns: 3 }), /X is empty: 0 rows/);
      assert.deepEqual(await model.predict(test.X), test.y);
    });

    it("keeps what it was trained on before where another training is refused", async () => {
      const model = make();
      await model.train(X, y);
      await assert.rejects(model.train({ ...X, rows: 7 }, y), /X holds 180 values; 7 rows x 3 columns need 21/);
      assert.deepEqual(await model.predict(test.X), test.y);
    });

    it("settles copies of a row by their majority, of equally many classes for the first in sorted order", async () => {
      // Three copies of each place: two votes to one at the first, a class of their own at the second.
      const data = Float64Array.of(0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9);
      const copies = { data, rows: 6, columns: 2 };
      const model = make();
      await model.train(copies, ["b", "a", "b", "c", "c", "c"]);
      const [first, , , second] = await model.predict(copies);
      assert.deepEqual([first, second], ["b", "c"]);
      const even = { data: new Float64Array(12).fill(1), rows: 6, columns: 2 };
      const tied = new KNeighborsClassifier({ nNeighbors: 6 });
      await tied.train(even, ["z", "m", "z", "m", "z", "m"]);
      assert.deepEqual(new Set(await tied.predict(even)), new Set(["m"]));
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

  it("is all that models then know", async () => {
    const models = [
      new KNeighborsClassifier({ nNeighbors: 2 }),
      new RandomForestClassifier({ nEstimators: 3 }),
      new LogisticRegression(),
    ];
    for (const model of models) {
      await model.train(X, y);
      assert.deepEqual(await model.predict(X), y);
      assert.deepEqual([...(await model.predictProba(X)).data], [1, 1, 1]);
    }
  });

  it("is too few for the package's logistic regression", async () => {
    await assert.rejects(new LogisticRegression({ engine: "ml" }).train(X, y), /all rows have the same label/);
  });
});

describe("one row", () => {
  const X = { data: Float64Array.of(1, 2), rows: 1, columns: 2 };
  const query = { data: Float64Array.of(-5, 1e300, 0, 0), rows: 2, columns: 2 };

  it("is all that neighbours and forests then know", async () => {
    const models = [
      new KNeighborsClassifier({ nNeighbors: 1 }),
      new RandomForestClassifier({ nEstimators: 3 }),
      new LogisticRegression(),
    ];
    for (const model of models) {
      await model.train(X, ["only"]);
      assert.deepEqual(await model.predict(query), ["only", "only"]);
    }
  });

  it("is too little for three neighbours", async () => {
    await assert.rejects(
      new KNeighborsClassifier().train(X, ["only"]),
      /nNeighbors is 3, but there are only 1 training/,
    );
  });
});

describe("what must not matter", () => {
  const { X, y } = clusters(["a", "b", "c", "d"], 150, 8);
  // Noise that makes the classes overlap.
  const { normal } = randomSource(9);
  const noisy = { ...X, data: X.data.map((value) => value + 4 * normal()) };

  it("the scale of all columns to neighbours: the same rows, at distances of that scale", async () => {
    const model = new KNeighborsClassifier({ nNeighbors: 7 });
    await model.train(noisy, y);
    const { indices, distances } = await model.kneighbors(noisy);
    for (const factor of [2 ** -20, 2 ** 40]) {
      const scaled = { ...noisy, data: noisy.data.map((value) => value * factor) };
      await model.train(scaled, y);
      const found = await model.kneighbors(scaled);
      assert.deepEqual(found.indices, indices);
      assert.deepEqual(
        found.distances,
        distances.map((distance) => distance * factor),
      );
    }
  });

  it("how a column is bent to a forest, as long as it keeps its order: the same splits, worth the same", async () => {
    const shape = async (matrix: Matrix) => {
      const forest = new RandomForestClassifier({ nEstimators: 15, minSamplesLeaf: 2 });
      await forest.train(matrix, y);
      const { nodeCounts, counts } = forest.toJSON().model as { nodeCounts: number[]; counts: unknown };
      return { nodeCounts, counts, importances: forest.featureImportances };
    };
    const bent = { ...noisy, data: noisy.data.map((value, i) => (i % 4 === 1 ? value ** 3 : Math.exp(value / 4))) };
    assert.deepEqual(await shape(bent), await shape(noisy));
  });

  it("what labels are called, as long as they keep their order, to a forest and to a regression", async () => {
    const renamed = y.map((label) => `z${label}`);
    for (const make of [() => new RandomForestClassifier({ nEstimators: 5 }), () => new LogisticRegression()]) {
      const [one, other] = [make(), make()];
      await one.train(noisy, y);
      await other.train(noisy, renamed);
      assert.deepEqual(await other.predictProba(noisy), await one.predictProba(noisy));
    }
  });

  it("the order of rows, copies of all rows with half the C, and where columns begin to a regression", async () => {
    const model = new LogisticRegression({ C: 2 });
    await model.train(noisy, y);
    const { data } = model.coefficients;
    const { columns } = noisy;
    const reversed = Array.from(y.keys()).reverse();
    const rowsOf = (order: readonly number[]) => ({
      data: Float64Array.from(order.flatMap((row) => [...noisy.data.subarray(row * columns, (row + 1) * columns)])),
      rows: order.length,
      columns,
    });
    const twice = [...y.keys(), ...y.keys()];
    const moved = { ...noisy, data: noisy.data.map((value, i) => value + (i % columns) * 10) };
    for (const [C, changed, labels] of [
      [2, rowsOf(reversed), reversed.map((row) => y[row]!)],
      [1, rowsOf(twice), [...y, ...y]],
      [2, moved, y],
    ] as const) {
      const other = new LogisticRegression({ C });
      await other.train(changed, labels);
      other.coefficients.data.forEach((value, i) =>
        assert.ok(Math.abs(value - data[i]!) < 1e-5, `${value} ${data[i]}`),
      );
    }
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
