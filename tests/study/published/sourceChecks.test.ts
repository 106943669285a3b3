import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { claimChecks } from "../../../src/study/published/claimChecks.ts";
import {
  CLASSIFICATION_REPORTS,
  classificationReportChecks,
  type PrintedReport,
} from "../../../src/study/published/classificationReports.ts";
import { CONFUSION_COUNTS, confusionMatrixChecks, GENRES } from "../../../src/study/published/confusionMatrix.ts";
import { datasetChecks } from "../../../src/study/published/dataset.ts";
import { deployedPageChecks, PAGE_RECORDS, PAGE_REPORT } from "../../../src/study/published/deployedPage.ts";
import type { SourceCheck } from "../../../src/study/published/sourceCheck.ts";
import { contradictionsOf, SOURCE_CHECKS, statementChecks } from "../../../src/study/published/sourceChecks.ts";
import { rowsFromTestRows, splitChecks } from "../../../src/study/published/splitChecks.ts";
import { findPublished } from "../../../src/study/published/publishedFigures.ts";

const RF = CLASSIFICATION_REPORTS.find(({ model }) => model === "rf")!;
const named = (checks: readonly SourceCheck[], id: string): SourceCheck => checks.find((check) => check.id === id)!;

describe("the checks of the report against itself", () => {
  it("name published figures only, and say what follows where they fail", () => {
    const ids = SOURCE_CHECKS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { holds, figures, conclusion, arithmetic, id } of SOURCE_CHECKS) {
      assert.ok(arithmetic !== "", id);
      if (!holds) assert.ok(conclusion, id);
      for (const figure of figures) assert.ok(findPublished(figure), `${id}: ${figure}`);
    }
  });

  it("find a score that is stated twice with two values, and none that is stated twice with one", () => {
    const [contradicted] = statementChecks([findPublished("accuracy.3s.knn.test")!]);
    assert.equal(contradicted!.holds, false);
    assert.match(contradicted!.conclusion!, /states 80\s% and 82\s% for the same score/);
    assert.equal(statementChecks([findPublished("accuracy.3s.rf.test")!])[0]!.holds, true);
    assert.deepEqual(contradictionsOf("accuracy.3s.knn.test"), [contradicted!.conclusion]);
    assert.deepEqual(contradictionsOf("accuracy.3s.rf.test"), []);
  });

  it("find that the forest's matrix is of 7,195 rows with an accuracy of 0.733, its report of 17,987 with 0.76", () => {
    const checks = confusionMatrixChecks(GENRES, CONFUSION_COUNTS, RF);
    assert.match(named(checks, "rf-matrix-rows").arithmetic, /= 7,195; .* 17,987/);
    assert.match(named(checks, "rf-matrix-accuracy").arithmetic, /5,277 \/ 7,195 = 0\.7334; .* 0\.76/);
    assert.deepEqual(
      checks.map(({ holds }) => holds),
      [false, false, false, false],
    );
    assert.ok(named(checks, "rf-matrix-recall").figures.includes("report.rf.Pop.recall"));
    assert.ok(!named(checks, "rf-matrix-recall").figures.includes("report.rf.Folk.recall"));
  });

  it("accept a matrix that fits its report", () => {
    const counts = [
      [3, 1],
      [0, 4],
    ];
    const scores = { precision: 1, recall: 0.75, f1Score: 0.86, support: 4 };
    const report: PrintedReport = {
      ...RF,
      classes: { a: scores, b: { precision: 0.8, recall: 1, f1Score: 0.89, support: 4 } },
      accuracy: { value: 0.88, support: 8 },
    };
    assert.ok(confusionMatrixChecks(["a", "b"], counts, report).every(({ holds }) => holds));
  });

  it("find nothing wrong inside the three classification reports, and what is wrong in altered ones", () => {
    for (const report of CLASSIFICATION_REPORTS) {
      for (const { id, holds } of classificationReportChecks(report)) assert.ok(holds, id);
    }
    const pop = RF.classes.Pop!;
    const altered = (changes: Partial<PrintedReport>): string[] =>
      classificationReportChecks({ ...RF, ...changes })
        .filter(({ holds }) => !holds)
        .map(({ id }) => id);
    assert.deepEqual(altered({ classes: { ...RF.classes, Pop: { ...pop, f1Score: 0.71 } } }), ["rf-f1"]);
    assert.deepEqual(altered({ accuracy: { value: 0.78, support: 17987 } }), ["rf-accuracy"]);
    assert.deepEqual(altered({ macroAvg: { ...RF.macroAvg, recall: 0.78 } }), ["rf-macro"]);
    assert.deepEqual(altered({ weightedAvg: { ...RF.weightedAvg, precision: 0.74 } }), ["rf-weighted"]);
    assert.deepEqual(altered({ accuracy: { value: 0.76, support: 17986 } }), ["rf-supports"]);
    const doubled = { ...pop, precision: 0.3, f1Score: 0.41 };
    assert.ok(altered({ classes: { ...RF.classes, Pop: doubled } }).includes("rf-predicted"));
  });

  it("find that the models were tested on different rows", () => {
    const rows = { testRows: 17987, matrixRows: 17987, stated: 79940 };
    assert.match(named(splitChecks(CLASSIFICATION_REPORTS, rows), "same-split").conclusion!, /8 of 8 genres differ/);
    assert.ok(splitChecks([RF, RF], rows).every(({ holds }) => holds));
  });

  it("find the rows of the table in those of its test part, counted as scikit-learn counts", () => {
    for (const rows of [79_938, 79_940, 79_944]) {
      const testRows = Math.ceil((rows - Math.ceil(rows * 0.1)) * 0.25);
      const { low, high } = rowsFromTestRows(testRows);
      assert.ok(low <= rows && rows <= high);
    }
    assert.deepEqual(rowsFromTestRows(17987), { low: 79939, high: 79943 });
    const checks = splitChecks(CLASSIFICATION_REPORTS, { testRows: 17987, matrixRows: 7195, stated: 79994 });
    assert.match(named(checks, "table-rows").arithmetic, /7,994 tracks of 10 segments would be 79,940/);
    assert.equal(named(checks, "table-rows").holds, false);
    assert.match(named(checks, "rf-matrix-split").conclusion!, /a test part of 10 % of the same rows has 7,195/);
  });

  it("find what the tables say against the conclusions drawn from them", () => {
    const checks = named(SOURCE_CHECKS, "claim-knn-best");
    assert.match(checks.conclusion!, /100\s% for the train accuracy of RF, above KNN's 91\s%/);
    assert.match(named(SOURCE_CHECKS, "claim-3s-better").conclusion!, /LR better on the 30-second table/);
    assert.match(
      named(SOURCE_CHECKS, "claim-knn-scores").arithmetic,
      /not so in Electronic precision \(Random forest\)/,
    );
    const knnFirst = claimChecks(
      (table, model) => (model === "knn" ? 0.9 : 0.1) + (table === "3s" ? 0.05 : 0),
      CLASSIFICATION_REPORTS,
    );
    assert.ok(named(knnFirst, "claim-knn-best").holds && named(knnFirst, "claim-3s-better").holds);
    assert.equal(named(knnFirst, "accuracy-in-reports").holds, false);
  });

  it("find that 58 features and 30 without variances are not 29 elements with two values each", () => {
    assert.match(
      datasetChecks({ elements: 29, withVariances: 58, withoutVariances: 30 })[0]!.arithmetic,
      /58 − 30 = 28/,
    );
    assert.ok(datasetChecks({ elements: 29, withVariances: 58, withoutVariances: 29 })[0]!.holds);
  });

  it("find the one cell of the deployed page that its five records don't give", () => {
    const [check] = deployedPageChecks(PAGE_RECORDS, PAGE_REPORT);
    assert.match(check!.arithmetic, /^35 of 36 cells come out again; accuracy, support: printed 0.4, computed 5$/);
    assert.deepEqual(check!.figures, ["page.accuracy.support"]);
    const mended = { ...PAGE_REPORT, accuracy: { ...PAGE_REPORT.accuracy!, support: 5 } };
    assert.ok(deployedPageChecks(PAGE_RECORDS, mended)[0]!.holds);
  });
});
