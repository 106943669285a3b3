import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { classificationReport } from "../../src/models/classificationReport.ts";
import { formatClassificationReport } from "../../src/models/formatClassificationReport.ts";
import { runPython, skipWithoutPython } from "../support/python.ts";
import { randomSource } from "../support/randomData.ts";
import { randomLabels } from "../support/randomLabels.ts";

const REPORTS = `
import json, sys, warnings, numpy as np
from sklearn.metrics import classification_report
warnings.simplefilter("ignore")
out = []
for c in json.load(sys.stdin):
    zero = np.nan if c["zeroDivision"] is None else c["zeroDivision"]
    arguments = dict(labels=c.get("labels"), zero_division=zero)
    text = classification_report(c["actual"], c["predicted"], digits=c["digits"], **arguments)
    data = classification_report(c["actual"], c["predicted"], output_dict=True, **arguments)
    if isinstance(data.get("accuracy"), float):
        data["accuracy"] = {"precision": data["accuracy"]}
    exact = [repr(float(s["precision"])) for s in data.values()]
    out.append([text, exact])
print(json.dumps(out))
`;

describe("classificationReport", () => {
  it("gives precision, recall, F1 score and support of each class", () => {
    const report = classificationReport(["a", "a", "a", "b"], ["a", "a", "b", "b"]);
    assert.deepEqual(report.classes, [
      { label: "a", precision: 1, recall: 2 / 3, f1Score: 0.8, support: 3 },
      { label: "b", precision: 0.5, recall: 1, f1Score: 2 / 3, support: 1 },
    ]);
    assert.equal(report.accuracy, 0.75);
    assert.equal(report.macroAvg.precision, 0.75);
    assert.equal(report.weightedAvg.precision, 0.875);
    assert.equal(report.support, 4);
  });

  it("takes 0 / 0 for 0, or for what it is told", () => {
    const never = (zeroDivision?: number): number =>
      classificationReport(["a", "b"], ["a", "a"], zeroDivision === undefined ? {} : { zeroDivision }).classes[1]!
        .precision;
    assert.equal(never(), 0);
    assert.equal(never(1), 1);
    assert.ok(Number.isNaN(never(NaN)));
  });

  it("counts right predictions in all rows, those of classes left out too", () => {
    assert.equal(classificationReport(["a", "b", "b"], ["b", "b", "b"], { labels: ["a"] }).correct, 2);
  });

  it("has a micro average in place of the accuracy where a class that occurs is left out", () => {
    const report = classificationReport(["a", "b", "c"], ["a", "a", "c"], { labels: ["a", "c"] });
    assert.equal(report.accuracy, undefined);
    assert.deepEqual(report.microAvg, { precision: 2 / 3, recall: 1, f1Score: 0.8 });
  });

  it("refuses labels asked for twice and lists of different length", () => {
    assert.throws(() => classificationReport(["a"], ["a"], { labels: ["a", "a"] }), /each label once/);
    assert.throws(() => classificationReport(["a"], []), /1 labels and 0 predictions/);
  });

  it("prints character by character what scikit-learn prints", { skip: skipWithoutPython("sklearn") }, () => {
    const cases = Array.from({ length: 200 }, (_, seed) => {
      const { actual, predicted } = randomLabels(seed);
      const { integer, uniform } = randomSource(seed + 1000);
      // Some classes that occur, some that don't, in any order.
      const all = [...new Set([...actual, "Never", "Rock"])];
      const some = all.filter(() => uniform() < 0.6).sort(() => uniform() - 0.5);
      return {
        actual,
        predicted,
        digits: integer(0, 4) === 0 ? integer(0, 14) : 2,
        zeroDivision: [0, 0, 1, NaN][integer(0, 3)]!,
        ...(integer(0, 1) === 1 && some.length > 0 ? { labels: some } : {}),
      };
    });
    const theirs = runPython(REPORTS, cases) as [text: string, precisions: string[]][];
    cases.forEach(({ actual, predicted, digits, ...options }, i) => {
      const report = classificationReport(actual, predicted, options);
      assert.equal(formatClassificationReport(report, { digits }), theirs[i]![0], `case ${i}`);
      const { classes, accuracy, microAvg, macroAvg, weightedAvg } = report;
      const precisions = [
        ...classes.map(({ precision }) => precision),
        accuracy ?? microAvg!.precision,
        macroAvg.precision,
        weightedAvg.precision,
      ];
      assert.deepEqual(precisions, theirs[i]![1].map(Number), `case ${i}, to the last bit`);
    });
  });
});

describe("formatClassificationReport", () => {
  it("lays the figures out in columns", () => {
    const report = classificationReport(["Rock", "Rock", "Folk"], ["Rock", "Folk", "Folk"]);
    assert.equal(
      formatClassificationReport(report),
      [
        "              precision    recall  f1-score   support",
        "",
        "        Folk       0.50      1.00      0.67         1",
        "        Rock       1.00      0.50      0.67         2",
        "",
        "    accuracy                           0.67         3",
        "   macro avg       0.75      0.75      0.67         3",
        "weighted avg       0.83      0.67      0.67         3",
        "",
      ].join("\n"),
    );
  });
});
