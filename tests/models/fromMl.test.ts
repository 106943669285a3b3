import KNN from "ml-knn";
import OneVersusRest from "ml-logistic-regression";
import { Matrix as MlMatrix } from "ml-matrix";
import { RandomForestClassifier as Forest } from "ml-random-forest";
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Label } from "../../src/models/classifier.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { LabelEncoder } from "../../src/models/labelEncoder.ts";
import { LogisticRegression } from "../../src/models/logisticRegression.ts";
import type { Matrix } from "../../src/ground/matrix.ts";
import { toRows } from "../../src/models/ml/classesOfMl.ts";
import { RandomForestClassifier } from "../../src/models/randomForestClassifier.ts";
import { realRows } from "../support/realRows.ts";
import { tiedNeighbours } from "../support/tiedNeighbours.ts";
import { untied } from "../support/untied.ts";

/** How the package's class numbers read as genres, whose order is not that of the numbers. */
const genreOf = (classes: readonly Label[]): Label[] => [...classes].reverse();

describe("fromMl", () => {
  let X: Matrix;
  let queries: Matrix;
  let codes: number[];
  let classes: readonly Label[];

  before(async () => {
    const rows = await realRows();
    ({ X, queries } = rows);
    const encoder = new LabelEncoder(rows.y);
    classes = genreOf(encoder.classes);
    const last = classes.length - 1;
    codes = Array.from(encoder.encode(rows.y), (code) => last - code);
  });

  it("takes the package's neighbours over: predictions are the same wherever neither votes nor distances are tied", async () => {
    const knn = new KNN(toRows(X), codes, { k: 5 });
    const ours = KNeighborsClassifier.fromMl(knn, { classes });
    const predicted = await ours.predict(queries);
    const theirs = knn.predict(toRows(queries));
    const rows = untied(await ours.predictProba(queries));
    assert.ok(rows.length > 1000, `${rows.length} rows`);
    const differing = rows.filter((row) => predicted[row] !== classes[theirs[row]!]);
    // Halfway between two segments, one of which is the fifth nearest: both are, and each of the two takes another.
    for (const row of differing) {
      const query = queries.data.subarray(row * queries.columns, (row + 1) * queries.columns);
      assert.ok(tiedNeighbours(X, query, 5), `row ${row}`);
    }
    assert.ok(differing.length <= 1, `${differing.length} rows`);
    assert.deepEqual(ours.classes, [...classes].sort());
    assert.equal(ours.options.nNeighbors, 5);
  });

  it("takes the package's forest over: predictions are the same wherever the vote is not tied", async () => {
    const forest = new Forest({ nEstimators: 7, maxFeatures: 5, seed: 3, replacement: false, noOOB: true });
    forest.train(toRows(X), codes);
    const ours = RandomForestClassifier.fromMl(forest, { classes });
    const predicted = await ours.predict(queries);
    const theirs = forest.predict(toRows(queries));
    const proba = await ours.predictProba(queries);
    const rows = untied(proba);
    assert.ok(rows.length > 1000, `${rows.length} rows`);
    for (const row of rows) assert.equal(predicted[row], classes[theirs[row]!]);
    assert.ok(proba.data.every((share) => Math.abs(share * 7 - Math.round(share * 7)) < 1e-12));
    assert.ok(ours.featureImportances.every((share) => share === 0));
    const again = Forest.load(JSON.parse(JSON.stringify(forest)) as Parameters<typeof Forest.load>[0]);
    const loaded = RandomForestClassifier.fromMl(again, { classes, columns: X.columns });
    assert.deepEqual(await loaded.predictProba(queries), proba);
  });

  it("takes the package's regression over: it predicts the same for every row", async () => {
    for (const count of [classes.length, 2]) {
      const model = new OneVersusRest({ numSteps: 60, learningRate: 1e-4 });
      model.train(new MlMatrix(toRows(X)), MlMatrix.columnVector(codes.map((code) => Math.min(code, count - 1))));
      const ours = LogisticRegression.fromMl(model, { classes: classes.slice(0, count) });
      const theirs = model.predict(new MlMatrix(toRows(queries)));
      assert.deepEqual(
        await ours.predict(queries),
        Array.from(theirs, (code) => classes[code]),
      );
      assert.equal(ours.convergence.converged, false);
      assert.ok(ours.intercepts.every((value) => value === 0));
    }
  });

  it("is undone by toMl", async () => {
    const model = new LogisticRegression();
    await model.train(X, codes);
    const withOnes = { ...queries, columns: queries.columns + 1 };
    const rows = toRows(queries).map((row) => [...row, 1]);
    withOnes.data = Float64Array.from(rows.flat());
    assert.deepEqual(await LogisticRegression.fromMl(model.toMl()).predict(withOnes), await model.predict(queries));
    const forest = new RandomForestClassifier({ nEstimators: 5 });
    await forest.train(X, codes);
    const back = RandomForestClassifier.fromMl(forest.toMl(), { columns: X.columns });
    assert.deepEqual(await back.predictProba(queries), await forest.predictProba(queries));
    const knn = new KNeighborsClassifier();
    await knn.train(X, codes);
    const knnBack = KNeighborsClassifier.fromMl(knn.toMl());
    const [before, after] = [await knn.predict(queries), await knnBack.predict(queries)];
    // The package's tree knows no order of the training rows, which decides between equal distances.
    const { distances } = await knn.kneighbors(queries, 4);
    const clear = before.map((_, row) => row).filter((row) => distances[4 * row + 3]! - distances[4 * row + 2]! > 1e-9);
    assert.ok(clear.length > 1000, `${clear.length} rows`);
    for (const row of clear) assert.equal(after[row], before[row]);
  });

  it("gives models that are saved and loaded as any other", async () => {
    const knn = KNeighborsClassifier.fromMl(new KNN(toRows(X), codes, { k: 3 }));
    const regression = new OneVersusRest({ numSteps: 5, learningRate: 1e-4 });
    regression.train(new MlMatrix(toRows(X)), MlMatrix.columnVector(codes));
    const logistic = LogisticRegression.fromMl(regression);
    const json = <T>(model: T): T => JSON.parse(JSON.stringify(model)) as T;
    const loadedKnn = KNeighborsClassifier.load(json(knn.toJSON()));
    assert.deepEqual(await loadedKnn.predict(queries), await knn.predict(queries));
    const loaded = LogisticRegression.load(json(logistic.toJSON()));
    assert.deepEqual(await loaded.predictProba(queries), await logistic.predictProba(queries));
    assert.deepEqual(loaded.convergence, { converged: false, iterations: 5, gradient: NaN, loss: NaN });
  });

  it("refuses what it can't take over", () => {
    const rows = [[0], [1], [2]];
    const knn = new KNN(rows, [0, 1, 2], { k: 1 });
    assert.throws(() => KNeighborsClassifier.fromMl(knn, { classes: ["a", "b"] }), /has a class 2; labels .* for 2/);
    assert.throws(
      () => KNeighborsClassifier.fromMl(knn, { classes: ["a", "b", "a"] }),
      /different labels, not a, b, a/,
    );
    const manhattan = (a: number[], b: number[]): number => Math.abs(a[0]! - b[0]!);
    const other = new KNN(rows, [0, 1, 2], { k: 1, distance: manhattan });
    assert.throws(() => KNeighborsClassifier.fromMl(other), /only Euclidean distances/);
    const many = new KNN(rows, [0, 1, 2], { k: 4 });
    assert.throws(() => KNeighborsClassifier.fromMl(many), /nNeighbors is 4, but there are only 3 training rows/);
    const forest = new Forest({ nEstimators: 3, seed: 1, noOOB: true });
    forest.train(
      Array.from({ length: 12 }, (_, i) => [i, -i]),
      Array.from({ length: 12 }, (_, i) => i % 3),
    );
    assert.throws(() => RandomForestClassifier.fromMl(forest, { columns: 1 }), /uses 2 columns; expected at least/);
    assert.throws(() => RandomForestClassifier.fromMl(forest, { classes: ["a", "b"] }), /has a class 2; labels/);
    const regression = new OneVersusRest({ numSteps: 1, learningRate: 1 });
    regression.train(new MlMatrix(rows), MlMatrix.columnVector([0, 1, 2]));
    assert.throws(() => LogisticRegression.fromMl(regression, { classes: ["a"] }), /has 3 classes; expected as many/);
  });
});
