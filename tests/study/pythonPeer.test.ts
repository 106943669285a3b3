import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dropVariances, loadSource, reportSplit, resolveSource, takeSplit } from "../../src/dataset/index.ts";
import { mostProbable } from "../../src/ground/index.ts";
import {
  accuracyGain,
  brierScore,
  calibrationCurve,
  crossValPredict,
  evaluate,
  type Interval,
  kFold,
  KNeighborsClassifier,
  LogisticRegression,
  logLoss,
  RandomForestClassifier,
  reportModels,
  topKAccuracy,
} from "../../src/models/index.ts";
import { repeatedScore, reportTables, resampledWith } from "../../src/study/common/index.ts";
import { heldOutScore } from "../../src/study/hearing/heldOutScore.ts";
import { learnedMusic } from "../../src/study/hearing/learnedMusic.ts";
import { groupsApart } from "../../src/study/hearing/index.ts";
import { accuracyGrid } from "../../src/study/models/accuracyGrid.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { scalingComparison } from "../support/scalingComparison.ts";

const seed = 1;

/** Values of test rows, our interval of their mean, and the artist of each row. */
interface Case {
  readonly name: string;
  readonly values: readonly number[];
  readonly groups: readonly unknown[];
  readonly interval: Interval;
}

/** A cluster bootstrap of its own: numpy draws artists, each with all its rows, and takes the mean over the rows drawn. */
const BOOTSTRAP = `
import json, sys
import numpy as np
found = []
for number, case in enumerate(json.load(sys.stdin)):
    values = np.array(case["values"], dtype=float)
    _, artist = np.unique(case["groups"], return_inverse=True)
    rows = np.bincount(artist)
    sums = np.bincount(artist, weights=values)
    random = np.random.default_rng(100 + number)
    means = []
    for _ in range(10):
        drawn = random.integers(0, len(rows), size=(4000, len(rows)))
        means.append(sums[drawn].sum(axis=1) / rows[drawn].sum(axis=1))
    found.append([*np.quantile(np.concatenate(means), [0.025, 0.975]).tolist(), len(rows)])
print(json.dumps(found))
`;

/**
 * What may differ: 0.2 points, as both draw at random and an interval's end, of 10,000 draws here and 40,000 there, is known to about
 * that; and one test row, as means of so many rows go in steps of one, and two draws may end on either side of a step.
 */
function compare(cases: readonly Case[]): void {
  const theirs = runPython(
    BOOTSTRAP,
    cases.map(({ values, groups }) => ({ values, groups })),
  ) as [number, number, number][];
  for (const [i, { name, values, interval }] of cases.entries()) {
    const [low, high, artists] = theirs[i]!;
    assert.ok(artists >= 30, `${name}: ${artists} artists are so few that ours is no bootstrap`);
    const allowed = 0.002 + 1 / values.length;
    assert.ok(
      Math.abs(interval.low - low) <= allowed && Math.abs(interval.high - high) <= allowed,
      `${name}: ${interval.low} to ${interval.high}, numpy ${low} to ${high}`,
    );
  }
}

const hits = (actual: readonly unknown[], predicted: readonly unknown[]): number[] =>
  actual.map((label, row) => Number(label === predicted[row]));

describe("beside Python, on the sample", { timeout: 600_000 }, async () => {
  const source = await loadSource(resolveSource("sample"));
  const { all, segments } = reportTables(source);

  describe("intervals are numpy's", { skip: skipWithoutPython("numpy") }, () => {
    it("of 02's accuracies, on random rows, by track and by artist, of one split and of several", async () => {
      const grid = await accuracyGrid(all, reportModels({ seed }), { seed });
      const cases = grid.map(({ table, model, by, evaluation, testGroup, interval }): Case => {
        const values = hits(evaluation.actual, evaluation.predicted);
        return { name: `${model.label}, ${table.id}, by ${by}`, values, groups: testGroup, interval };
      });
      assert.equal(cases.length, 3 * 3 + 3 * 2);
      for (const by of ["row", "track", "artist"] as const) {
        const create = (): KNeighborsClassifier => new KNeighborsClassifier({ nNeighbors: 3 });
        const { correct, drawn, interval } = await repeatedScore(segments!.table, create, { by, seed, splits: 5 });
        cases.push({ name: `KNN, five splits by ${by}`, values: correct.map(Number), groups: drawn, interval });
      }
      compare(cases);
    });

    it("of 03's gains by scaling, which are paired", async () => {
      const cells = await scalingComparison(segments!, reportModels({ seed }).slice(0, 2), { seed });
      compare(
        cells.map(({ model, by, unscaled, scaled }): Case => {
          const { test } = reportSplit(segments!.table, { by, seed });
          const artists = resampledWith(segments!.table);
          const groups = Array.from(test, (row) => artists[row]!);
          const [before, after] = [unscaled, scaled].map(({ actual, predicted }) => hits(actual, predicted));
          const { interval } = accuracyGain(scaled.actual, unscaled.predicted, scaled.predicted, groups, { seed });
          const values = after!.map((hit, row) => hit - before![row]!);
          return { name: `${model.label}, by ${by}`, values, groups, interval };
        }),
      );
    });

    it("of 07's accuracies", async () => {
      const { descriptions } = await learnedMusic("sample");
      const cases: Case[] = [];
      for (const description of descriptions) {
        const { X, label } = description.clips;
        const folds = kFold(X.rows, { folds: 5, seed, stratify: label, ...groupsApart(description.clips, "artist") });
        const create = (): LogisticRegression => new LogisticRegression({ C: 0.01, tol: 1e-4 });
        const { predicted } = await crossValPredict(create, X, label, folds);
        const told = { description, model: "LR", rows: "clips", by: "artist", predicted } as const;
        const { hits: values, drawn, interval } = heldOutScore(told, seed);
        cases.push({ name: description.label, values, groups: drawn, interval });
      }
      compare(cases);
    });
  });

  it(
    "Brier score, log loss, calibration error and top-2 accuracy are scikit-learn's and numpy's to 1e-9",
    { skip: skipWithoutPython("numpy", "sklearn") },
    async () => {
      const table = dropVariances(source.segments!);
      const parts = takeSplit(table, reportSplit(table, { by: "artist", seed }));
      for (const create of [() => new LogisticRegression(), () => new RandomForestClassifier({ seed })]) {
        const classifier = create();
        const { scaler } = await evaluate(classifier, parts);
        const proba = await classifier.predictProba(scaler!.transform(parts.test.X));
        const { classes } = classifier;
        const actual = parts.test.y;
        const chosen = mostProbable(proba);
        const confidence = Array.from(chosen, (code, row) => proba.data[row * proba.columns + code]!);
        const right = actual.map((label, row) => classes[chosen[row]!] === label);
        const bins = calibrationCurve(right, confidence, { bins: 10 });
        const error = bins.reduce(
          (sum, { predicted, observed, rows }) => sum + rows * Math.abs(predicted - observed),
          0,
        );
        const ours = [
          brierScore(actual, { proba, classes }),
          logLoss(actual, { proba, classes }),
          error / actual.length,
          topKAccuracy(actual, { proba, classes }, 2),
        ];
        const theirs = runPython(PROBABILITIES, { proba: [...proba.data], classes, actual }) as number[];
        ours.forEach((value, i) =>
          assert.ok(
            Math.abs(value - theirs[i]!) < 1e-9,
            `${["Brier", "log loss", "ECE", "top-2"][i]!}: ${value}, ${theirs[i]!}`,
          ),
        );
      }
    },
  );
});

/** By the definitions, in numpy; the log loss by scikit-learn. */
const PROBABILITIES = `
import json, sys
import numpy as np
from sklearn.metrics import log_loss
given = json.load(sys.stdin)
classes = np.array(given["classes"])
proba = np.array(given["proba"]).reshape(-1, len(classes))
truth = np.searchsorted(classes, given["actual"])
brier = ((proba - np.eye(len(classes))[truth]) ** 2).sum(axis=1).mean()
# Equal probabilities go to the class that comes first, as predictions do.
order = np.argsort(-proba, axis=1, kind="stable")
confidence, right = proba.max(axis=1), order[:, 0] == truth
bins = np.clip(np.ceil(confidence * 10).astype(int) - 1, 0, 9)
ece = sum((bins == b).mean() * abs(right[bins == b].mean() - confidence[bins == b].mean()) for b in np.unique(bins))
top = (order[:, :2] == truth[:, None]).any(axis=1).mean()
print(json.dumps([brier, log_loss(given["actual"], proba, labels=classes), ece, top]))
`;
