import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { brierScore, calibrationCurve, logLoss, topKAccuracy } from "../../src/models/probabilityScores.ts";

const classes = ["Folk", "Pop", "Rock"];
// prettier-ignore
const data = Float64Array.of(0.7, 0.2, 0.1, 0.25, 0.5, 0.25, 0.1, 0.3, 0.6, 0.45, 0.15, 0.4, 0, 0.9, 0.1, 0.05, 0.35, 0.6);
const given = { classes, proba: { data, rows: 6, columns: 3 } };
const actual = ["Folk", "Pop", "Rock", "Rock", "Folk", "Pop"];
const close = (value: number, expected: number): void => assert.ok(Math.abs(value - expected) < 1e-12, `${value}`);

// Golden values: scikit-learn 1.9.1 on the same numbers (log_loss, brier_score_loss, top_k_accuracy_score, calibration_curve with 5 bins).
describe("scores of probabilities", { timeout: 10_000 }, () => {
  it("are scikit-learn's", () => {
    close(logLoss(actual, given), 6.59506899895911);
    close(brierScore(actual, given), 0.6608333333333333);
    close(topKAccuracy(actual, given, 1), 0.5);
    close(topKAccuracy(actual, given, 2), 0.8333333333333334);
  });

  it("take the first of classes with the same probability, as predictions do", () => {
    const tied = { classes: ["a", "b"], proba: { data: Float64Array.of(0.5, 0.5), rows: 1, columns: 2 } };
    assert.deepEqual([topKAccuracy(["a"], tied, 1), topKAccuracy(["b"], tied, 1)], [1, 0]);
  });

  it("refuse a class without a column, and rows that differ in number", () => {
    assert.throws(() => logLoss([...actual.slice(1), "Jazz"], given), /"Jazz" is none of the classes Folk, Pop, Rock/);
    assert.throws(() => brierScore(["Folk"], given), /1 labels and 6 rows of probabilities/);
  });

  it("give the curve of calibration, bins without rows left out", () => {
    const curve = calibrationCurve([true, true, true, false, false, false], [0.7, 0.5, 0.6, 0.45, 0.9, 0.6]);
    assert.deepEqual(
      curve.map(({ observed, rows }) => [observed, rows]),
      [
        [0.5, 4],
        [1, 1],
        [0, 1],
      ],
    );
    [0.5375, 0.7, 0.9].forEach((expected, bin) => close(curve[bin]!.predicted, expected));
  });
});
