import { grid, type Shown, withCard } from "../ground/index.ts";
import { checkPredictions } from "./checkInput.ts";
import type { Label } from "./classifier.ts";
import { distinctLabels } from "./confusionMatrix.ts";
import { formatFixed } from "./formatFixed.ts";

/** The scores of one class, or averages over classes, each 0 to 1, or NaN if `zeroDivision` says so. */
export interface Scores {
  /** The share of the rows predicted as the class that belong to it. */
  readonly precision: number;
  /** The share of the class's rows that are predicted as the class. */
  readonly recall: number;
  /** The harmonic mean of precision and recall. */
  readonly f1Score: number;
}

/** The scores of one class. */
export interface ClassScores extends Scores {
  readonly label: Label;
  /** The number of rows of the class. */
  readonly support: number;
}

/** The figures of scikit-learn's classification_report. */
export interface ClassificationReport {
  readonly classes: readonly ClassScores[];
  /** The share of correct predictions; absent if classes that occur were left out. */
  readonly accuracy?: number;
  /** Scores pooled over all rows of the reported classes; absent if no class is left out, as they equal the accuracy then. */
  readonly microAvg?: Scores;
  /** The unweighted mean over classes. */
  readonly macroAvg: Scores;
  /** The mean over classes, weighted by their support. */
  readonly weightedAvg: Scores;
  /** The number of rows of the reported classes. */
  readonly support: number;
  /** The number of correct predictions, over all rows. */
  readonly correct: number;
}

export interface ClassificationReportOptions {
  /** The classes to report, in this order; by default all that occur in labels or predictions, sorted. */
  readonly labels?: readonly Label[];
  /** The value of a score that would be 0 / 0, such as the precision of a class that is never predicted: 0, 1 or NaN. */
  readonly zeroDivision?: number;
}

/** How often a class is predicted correctly, is predicted at all, and occurs. */
interface Counts {
  readonly right: number;
  readonly predicted: number;
  readonly actual: number;
}

/**
 * Precision, recall and F1 score of each class and their averages, by scikit-learn's rules and equal to its figures to the last bit.
 * Use `formatClassificationReport` to print it.
 * @throws RangeError if the lists are empty or differ in length, or `labels` repeats one
 * @example
 * import { classificationReport } from "../src/models/index.ts";
 * const { classes, macroAvg } = classificationReport(["Folk", "Folk", "Rock"], ["Folk", "Rock", "Rock"]);
 * classes[0]; // => { label: "Folk", precision: 1, recall: 0.5, f1Score: 0.67, support: 2 }
 * macroAvg.recall; // => 0.75
 */
export function classificationReport(
  actual: readonly Label[],
  predicted: readonly Label[],
  { labels, zeroDivision = 0 }: ClassificationReportOptions = {},
): ClassificationReport {
  checkPredictions(actual, predicted);
  const reported = distinctLabels(actual, predicted, labels);
  const counts = reported.map((label) => countClass(label, actual, predicted));
  const scores = counts.map((count) => scoresOf(count, zeroDivision));
  const support = counts.map((count) => count.actual);

  const known = new Set(reported);
  const complete = [...actual, ...predicted].every((label) => known.has(label));
  const micro = scoresOf(
    {
      right: pairwiseSum(counts.map((count) => count.right)),
      predicted: pairwiseSum(counts.map((count) => count.predicted)),
      actual: pairwiseSum(support),
    },
    zeroDivision,
  );
  const report: ClassificationReport = {
    classes: reported.map((label, i) => ({ label, ...scores[i]!, support: support[i]! })),
    ...(complete ? { accuracy: micro.f1Score } : { microAvg: micro }),
    macroAvg: averageScores(scores, macroAverage),
    weightedAvg: averageScores(scores, (values) => weightedAverage(values, support)),
    support: pairwiseSum(support),
    correct: actual.filter((label, row) => label === predicted[row]).length,
  };
  return withCard(report, () => reportCard(report));
}

/** How a notebook shows a report. */
function reportCard({ classes, accuracy, microAvg, macroAvg, weightedAvg, support }: ClassificationReport): Shown {
  const line = (name: string, { precision, recall, f1Score }: Scores, rows: number): string[] => [
    name,
    ...[precision, recall, f1Score].map((score) => formatFixed(score, 2)),
    String(rows),
  ];
  return grid(
    "Classification report",
    ["", "precision", "recall", "f1-score", "support"],
    [
      ...classes.map((one) => line(String(one.label), one, one.support)),
      ...(accuracy === undefined ? [] : [["accuracy", "", "", formatFixed(accuracy, 2), String(support)]]),
      ...(microAvg === undefined ? [] : [line("micro avg", microAvg, support)]),
      line("macro avg", macroAvg, support),
      line("weighted avg", weightedAvg, support),
    ],
  );
}

function countClass(label: Label, actual: readonly Label[], predicted: readonly Label[]): Counts {
  const counts = { right: 0, predicted: 0, actual: 0 };
  for (let row = 0; row < actual.length; row++) {
    const isActual = actual[row] === label;
    const isPredicted = predicted[row] === label;
    if (isActual) counts.actual++;
    if (isPredicted) counts.predicted++;
    if (isActual && isPredicted) counts.right++;
  }
  return counts;
}

function scoresOf({ right, predicted, actual }: Counts, zeroDivision: number): Scores {
  const divide = (numerator: number, denominator: number): number =>
    denominator === 0 ? zeroDivision : numerator / denominator;
  return {
    precision: divide(right, predicted),
    recall: divide(right, actual),
    f1Score: divide(2 * right, actual + predicted),
  };
}

function averageScores(scores: readonly Scores[], average: (values: readonly number[]) => number): Scores {
  return {
    precision: average(scores.map(({ precision }) => precision)),
    recall: average(scores.map(({ recall }) => recall)),
    f1Score: average(scores.map(({ f1Score }) => f1Score)),
  };
}

/** The mean of the values that are not NaN; NaN if all are. */
function macroAverage(values: readonly number[]): number {
  const count = values.filter((value) => !Number.isNaN(value)).length;
  return pairwiseSum(values.map((value) => (Number.isNaN(value) ? 0 : value))) / count;
}

/** The weighted mean of the values that are not NaN; their unweighted mean if the weights sum to 0; NaN if all are NaN. */
function weightedAverage(values: readonly number[], weights: readonly number[]): number {
  const kept = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
  const total = pairwiseSum(kept.map((i) => weights[i]!));
  if (total === 0) return macroAverage(values);
  return pairwiseSum(kept.map((i) => values[i]! * weights[i]!)) / total;
}

/** The most values summed in one block. */
const BLOCK = 128;
const LANES = 8;

/**
 * Sums `values` in the order of NumPy's pairwise summation, so that the result equals `numpy.sum` to the last bit: up to seven values
 * one by one, up to 128 in eight lanes, more in two halves (Higham, "The accuracy of floating point summation", 1993).
 */
export function pairwiseSum(values: ArrayLike<number>, start = 0, end = values.length): number {
  const count = end - start;
  if (count < LANES) {
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i]!;
    return sum;
  }
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const middle = start + half - (half % LANES);
    return pairwiseSum(values, start, middle) + pairwiseSum(values, middle, end);
  }
  const lanes = Array.from({ length: LANES }, (_, lane) => values[start + lane]!);
  let i = start + LANES;
  for (; i + LANES <= end; i += LANES) {
    for (let lane = 0; lane < LANES; lane++) lanes[lane]! += values[i + lane]!;
  }
  const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (; i < end; i++) sum += values[i]!;
  return sum;
}
