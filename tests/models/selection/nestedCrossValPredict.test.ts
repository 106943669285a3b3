import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dropVariances, loadSource, resolveSource } from "../../../src/dataset/index.ts";
import { takeItems } from "../../../src/ground/index.ts";
import {
  accuracy,
  type Candidate,
  kFold,
  KNeighborsClassifier,
  LogisticRegression,
  nestedCrossValPredict,
} from "../../../src/models/index.ts";
import { runPython, skipWithoutPython } from "../../support/python.ts";

/** scikit-learn's own models, each in a pipeline with its scaler, chosen by cross_val_predict on the same inner folds. */
const PROGRAM = `
import json, sys
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
given = json.load(sys.stdin)
X = np.array(given["X"]).reshape(len(given["y"]), -1)
y = np.array(given["y"])
candidates = [lambda C=C: LogisticRegression(C=C, max_iter=5000, tol=1e-6) for C in given["C"]]
candidates += [lambda k=k: KNeighborsClassifier(n_neighbors=k) for k in given["k"]]
predicted = np.empty(len(y), dtype=object)
chosen = []
for fold in given["folds"]:
    train, test = np.array(fold["train"]), np.array(fold["test"])
    inner = [(np.array(f["train"]), np.array(f["test"])) for f in fold["inner"]]
    scores = []
    for create in candidates:
        out = cross_val_predict(make_pipeline(StandardScaler(), create()), X[train], y[train], cv=inner)
        scores.append((out == y[train]).mean())
    best = int(np.argmax(scores))
    chosen.append(best)
    model = make_pipeline(StandardScaler(), candidates[best]()).fit(X[train], y[train])
    predicted[test] = model.predict(X[test])
print(json.dumps({"accuracy": float((predicted == y).mean()), "chosen": chosen}))
`;

describe("nestedCrossValPredict", { timeout: 300_000 }, () => {
  it("refuses an empty list, and takes the first of equally good candidates", async () => {
    const X = { data: Float64Array.from([0, 0.1, 0.2, 0.3, 5, 5.1, 5.2, 5.3]), rows: 8, columns: 1 };
    const y = ["a", "a", "a", "a", "b", "b", "b", "b"];
    const groups = [...y.keys()];
    const folds = kFold(8, { folds: 2, seed: 1, stratify: y });
    const options = { innerFolds: 2, seed: 1, groups };
    await assert.rejects(nestedCrossValPredict([], X, y, folds, options), /at least one candidate/);
    const alike = ["first", "second"].map((name) => ({
      name,
      create: () => new KNeighborsClassifier({ nNeighbors: 1 }),
    }));
    const { predicted, chosen } = await nestedCrossValPredict(alike, X, y, folds, options);
    assert.deepEqual([predicted, chosen], [y, ["first", "first"]]);
  });

  it(
    "agrees with scikit-learn's nested cross-validation on the sample, artists apart",
    { skip: skipWithoutPython("sklearn", "numpy") },
    async () => {
      const { X, label, artist } = dropVariances((await loadSource(resolveSource("sample"))).clips!);
      const [C, k] = [
        [0.01, 0.1, 1],
        [5, 15],
      ];
      const candidates: Candidate[] = [
        ...C.map((value) => ({ name: `C = ${value}`, create: () => new LogisticRegression({ C: value, tol: 1e-6 }) })),
        ...k.map((value) => ({ name: `k = ${value}`, create: () => new KNeighborsClassifier({ nNeighbors: value }) })),
      ];
      const folds = kFold(X.rows, { folds: 5, seed: 3, stratify: label, groups: artist! });
      const { predicted, chosen } = await nestedCrossValPredict(candidates, X, label, folds, {
        innerFolds: 3,
        seed: 3,
        groups: artist!,
      });
      const theirs = runPython(PROGRAM, {
        X: [...X.data],
        y: label,
        C,
        k,
        folds: folds.map(({ train, test }) => ({
          train: [...train],
          test: [...test],
          inner: kFold(train.length, {
            folds: 3,
            seed: 3,
            stratify: takeItems(label, train),
            groups: takeItems(artist!, train),
          }).map((inner) => ({ train: [...inner.train], test: [...inner.test] })),
        })),
      }) as { accuracy: number; chosen: number[] };
      assert.deepEqual(
        chosen,
        theirs.chosen.map((at) => candidates[at]!.name),
      );
      assert.equal(accuracy(label, predicted), theirs.accuracy);
    },
  );
});
