import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { publishedAccuracy } from "../../../src/study/published/accuracies.ts";
import { CLASSIFICATION_REPORTS } from "../../../src/study/published/classificationReports.ts";
import { CONFUSION_COUNTS } from "../../../src/study/published/confusionMatrix.ts";
import { PAGE_RECORDS, PAGE_REPORT } from "../../../src/study/published/deployedPage.ts";
import { findPublished, PUBLISHED_FIGURES } from "../../../src/study/published/publishedFigures.ts";
import { SAMPLE_ROWS } from "../../../src/study/published/sampleRows.ts";
import { SHARED_DATA, skipWithoutSharedData } from "../../support/sharedData.ts";

const skip = skipWithoutSharedData("../report.txt");

describe("published figures", () => {
  it("have an id of their own, a place in the report, and a notebook", () => {
    const ids = PUBLISHED_FIGURES.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, statements, notebook, label } of PUBLISHED_FIGURES) {
      assert.match(id, /^[a-z0-9-]+\.[\w.-]+$/i);
      assert.ok(statements.every(({ place }) => place !== "") && label !== "", id);
      assert.match(notebook, /^0\d-[a-z-]+$/);
    }
  });

  it("state KNN's test accuracy as 80 % first and as 82 % three times after", () => {
    const { statements } = findPublished("accuracy.3s.knn.test")!;
    assert.deepEqual(
      statements.map(({ value }) => value),
      [0.8, 0.82, 0.82, 0.82],
    );
    assert.equal(publishedAccuracy("30s", "rf", "test"), 0.51);
    assert.equal(publishedAccuracy("30s", "svm", "test"), undefined);
  });

  describe("are those that the report prints", { skip }, () => {
    const text = skip ? "" : readFileSync(join(SHARED_DATA, "../report.txt"), "utf8");
    it("in its classification reports", () => {
      for (const { classes, macroAvg, weightedAvg, accuracy } of CLASSIFICATION_REPORTS) {
        const lines = Object.entries({ ...classes, "macro avg": macroAvg, "weighted avg": weightedAvg });
        for (const [name, { precision, recall, f1Score, support }] of lines) {
          const printed = [precision, recall, f1Score].map((value) => value.toFixed(2)).join("\t");
          assert.ok(text.includes(`${name}\t${printed}\t${support}`), `${name} ${printed}`);
        }
        assert.ok(text.includes(`accuracy\t\t\t${accuracy.value.toFixed(2)}\t${accuracy.support}`));
      }
    });

    it("in its confusion matrix", () => {
      const matrix = /array\(\[([^]*?)\]\], dtype/.exec(text)![1]!;
      const counts = matrix.split("],").map((row) => row.match(/\d+/g)!.map(Number));
      assert.deepEqual(CONFUSION_COUNTS, counts);
    });

    it("in its sample of rows", () => {
      for (const [filename, values] of Object.entries(SAMPLE_ROWS)) {
        const printed = text.split("\n").find((line) => line.startsWith(filename))!;
        assert.deepEqual(printed.split("\t").slice(1, 7).map(Number), values);
      }
    });

    it("on its deployed page", () => {
      for (const { row, predicted, actual } of PAGE_RECORDS)
        assert.ok(text.includes(`${row}\t${predicted}\t${actual}`));
      for (const [name, scores] of Object.entries(PAGE_REPORT)) {
        const lines = text.split("\n").filter((line) => line.startsWith(`${name}\t`));
        const numbers = lines.map((line) => line.split("\t").slice(1, 5).map(Number));
        const own = [scores.precision, scores.recall, scores.f1Score, scores.support];
        assert.ok(
          numbers.some((printed) => own.every((value, i) => value === printed[i])),
          name,
        );
      }
    });
  });
});
