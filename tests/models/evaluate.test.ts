import KNN from "ml-knn";
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { before, describe, it } from "node:test";
import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import { loadSource } from "../../src/dataset/loadSource.ts";
import { reportSplit, type ReportSplit } from "../../src/dataset/reportSplit.ts";
import type { SplitUnit } from "../../src/dataset/groupsOf.ts";
import { resolveSource } from "../../src/dataset/resolveSource.ts";
import { dropVariances } from "../../src/dataset/selectFeatures.ts";
import { takeSplit } from "../../src/dataset/takeRows.ts";
import { classificationReport } from "../../src/models/classificationReport.ts";
import { evaluate } from "../../src/models/evaluate.ts";
import { formatClassificationReport } from "../../src/models/formatClassificationReport.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { LabelEncoder } from "../../src/models/labelEncoder.ts";
import { toRows } from "../../src/models/ml/classesOfMl.ts";
import { StandardScaler } from "../../src/models/standardScaler.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";

const SEED = 1;
const SCIKIT_LEARN = `
import json, sys, warnings, pandas as pd
from sklearn.metrics import classification_report
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
warnings.simplefilter("ignore")
out = []
for case in json.load(sys.stdin):
    data = pd.read_csv(case["path"])
    X, y = data[case["features"]].to_numpy(), data["label"].to_numpy()
    train, test = case["train"], case["test"]
    scaler = StandardScaler().fit(X[train])
    model = KNeighborsClassifier(3).fit(scaler.transform(X[train]), y[train])
    predicted = model.predict(scaler.transform(X[test]))
    out.append({
        "train": model.score(scaler.transform(X[train]), y[train]),
        "predicted": predicted.tolist(),
        "report": classification_report(y[test], predicted),
    })
print(json.dumps(out))
`;

interface TheirResult {
  readonly train: number;
  readonly predicted: readonly string[];
  readonly report: string;
}

interface Case {
  readonly title: string;
  readonly table: FeatureTable;
  readonly split: ReportSplit;
}

describe("evaluate", () => {
  let cases: Case[] = [];
  before(async () => {
    const { clips, segments } = await loadSource(resolveSource("sample"));
    cases = [clips!, segments!].map(dropVariances).flatMap((table) =>
      (["row", "track"] satisfies SplitUnit[]).map((by) => ({
        title: `${table.X.rows} rows by ${by}`,
        table,
        split: reportSplit(table, { by, seed: SEED }),
      })),
    );
  });

  it("reports sizes, accuracies, predictions and seconds of one cell of the report's grid", async () => {
    const { table, split } = cases[2]!;
    const model = new KNeighborsClassifier({ nNeighbors: 3 });
    const result = await evaluate(model, takeSplit(table, split));
    assert.deepEqual([result.trainRows, result.testRows], [1080, 360]);
    assert.equal(result.predicted.length, 360);
    assert.deepEqual(
      result.actual,
      [...split.test].map((row) => table.label[row]!),
    );
    assert.ok(Object.values(result.seconds).every((seconds) => seconds >= 0));
    // The model is left trained: with the scaler it predicts again what it did.
    const again = await model.predict(result.scaler!.transform(takeSplit(table, split).test.X));
    assert.deepEqual(again, result.predicted);
  });

  it("finds neighbours of other segments of the same track, but not of other tracks", async () => {
    const [byRow, byTrack] = await Promise.all(
      cases.slice(2).map(({ table, split }) => evaluate(new KNeighborsClassifier(), takeSplit(table, split))),
    );
    assert.ok(byRow!.testAccuracy > 0.85, `${byRow!.testAccuracy} by row`);
    assert.ok(byTrack!.testAccuracy < 0.35, `${byTrack!.testAccuracy} by track`);
  });

  it("leaves features as they are where it is told so", async () => {
    const { table, split } = cases[0]!;
    const result = await evaluate(new KNeighborsClassifier(), takeSplit(table, split), { scale: false });
    assert.equal(result.scaler, undefined);
  });

  it(
    "gives scikit-learn's predictions and report on the sample",
    { skip: skipWithoutPython("sklearn", "pandas") },
    async () => {
      const theirs = runPython(
        SCIKIT_LEARN,
        cases.map(({ table, split }) => ({
          path: resolve(table.path),
          features: table.features,
          train: [...split.train],
          test: [...split.test],
        })),
      ) as TheirResult[];
      for (const [i, { title, table, split }] of cases.entries()) {
        const ours = await evaluate(new KNeighborsClassifier(), takeSplit(table, split));
        assert.deepEqual(ours.predicted, theirs[i]!.predicted, title);
        assert.equal(ours.trainAccuracy, theirs[i]!.train, title);
        const report = formatClassificationReport(classificationReport(ours.actual, ours.predicted));
        assert.equal(report, theirs[i]!.report, title);
      }
    },
  );

  it("predicts otherwise than ml-knn itself just where votes are tied", async () => {
    const differing: number[] = [];
    for (const { table, split } of cases) {
      const { train, test } = takeSplit(table, split);
      const scaler = new StandardScaler().fit(train.X);
      const [trainX, testX] = [scaler.transform(train.X), scaler.transform(test.X)];
      const encoder = new LabelEncoder(train.y);
      const model = new KNeighborsClassifier();
      await model.train(trainX, train.y);
      const ours = await model.predict(testX);
      const { data, columns } = await model.predictProba(testX);
      const theirs = encoder.decode(new KNN(toRows(trainX), encoder.encode(train.y), { k: 3 }).predict(toRows(testX)));
      let different = 0;
      ours.forEach((label, row) => {
        if (label === theirs[row]) return;
        different++;
        const votes = [...data.subarray(row * columns, (row + 1) * columns)];
        assert.equal(Math.max(...votes), 1 / 3, "all three neighbours are of different classes");
      });
      differing.push(different);
    }
    // Of 36, 36, 360 and 360 test rows.
    assert.deepEqual(differing, [19, 9, 14, 30]);
  });
});
