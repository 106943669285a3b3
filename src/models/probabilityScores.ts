import type { Matrix } from "../ground/index.ts";
import type { Label } from "./classifier.ts";

/** Class probabilities (rows x classes, each row summing to 1) and the classes of their columns. */
export interface ClassProbabilities {
  readonly proba: Matrix;
  readonly classes: readonly Label[];
}

/**
 * The mean over rows of the squared distance between probabilities and truth, summed over classes: 0 is perfect, 2 the worst (Brier
 * 1950; scikit-learn's brier_score_loss with `scale_by_half=False`).
 * @throws RangeError as `columnsOf`
 * @example
 * import { brierScore } from "../src/models/index.ts";
 * const proba = { data: Float64Array.of(0.5, 0.5, 0, 1), rows: 2, columns: 2 };
 * brierScore(["Folk", "Rock"], { proba, classes: ["Folk", "Rock"] }); // => 0.25
 */
export function brierScore(actual: readonly Label[], { proba, classes }: ClassProbabilities): number {
  const truth = columnsOf(actual, { proba, classes });
  let sum = 0;
  proba.data.forEach(
    (p, i) => (sum += (p - (i % proba.columns === truth[Math.floor(i / proba.columns)] ? 1 : 0)) ** 2),
  );
  return sum / actual.length;
}

/**
 * The mean of -ln of the true class's probability: 0 is perfect, and equal probabilities score ln(classes). A probability of 0 counts
 * as 2^-52, as in scikit-learn's log_loss.
 * @throws RangeError as `columnsOf`
 * @example
 * import { logLoss } from "../src/models/index.ts";
 * const proba = { data: Float64Array.of(0.5, 0.5, 0, 1), rows: 2, columns: 2 };
 * logLoss(["Folk", "Rock"], { proba, classes: ["Folk", "Rock"] }); // => 0.35
 */
export function logLoss(actual: readonly Label[], { proba, classes }: ClassProbabilities): number {
  const truth = columnsOf(actual, { proba, classes });
  const losses = truth.map(
    (column, row) => -Math.log(Math.max(proba.data[row * proba.columns + column]!, Number.EPSILON)),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/**
 * The share of rows whose true class is among the `k` most probable, 0 to 1: scikit-learn's top_k_accuracy_score, except that among
 * equally probable classes the first counts as more probable, as in `predict`.
 * @throws RangeError as `columnsOf`
 * @example
 * import { topKAccuracy } from "../src/models/index.ts";
 * const proba = { data: Float64Array.of(0.5, 0.3, 0.2, 0.5, 0.3, 0.2), rows: 2, columns: 3 };
 * topKAccuracy(["Pop", "Rock"], { proba, classes: ["Folk", "Pop", "Rock"] }, 2); // => 0.5
 */
export function topKAccuracy(actual: readonly Label[], { proba, classes }: ClassProbabilities, k = 2): number {
  const truth = columnsOf(actual, { proba, classes });
  const hits = truth.filter((column, row) => {
    const own = proba.data.subarray(row * proba.columns, (row + 1) * proba.columns);
    const before = own.filter((p, other) => p > own[column]! || (p === own[column]! && other < column)).length;
    return before < k;
  });
  return hits.length / actual.length;
}

/** Rows predicted with about the same confidence. */
export interface CalibrationBin {
  /** The mean predicted probability, and the share that came true. */
  readonly predicted: number;
  readonly observed: number;
  readonly rows: number;
}

/**
 * How often a prediction of a given confidence comes true: scikit-learn's calibration_curve, in bins of equal width from 0 to 1,
 * leaving out those without rows.
 * @throws RangeError if the lists differ in length
 * @example
 * import { calibrationCurve } from "../src/models/index.ts";
 * const [low, high] = calibrationCurve([false, true, true], [0.1, 0.8, 0.9], { bins: 2 });
 * low; // => { predicted: 0.1, observed: 0, rows: 1 }
 * high; // => { predicted: 0.85, observed: 1, rows: 2 }
 */
export function calibrationCurve(
  happened: readonly boolean[],
  confidence: ArrayLike<number>,
  { bins = 5 }: { readonly bins?: number } = {},
): CalibrationBin[] {
  if (happened.length !== confidence.length)
    throw new RangeError(`${happened.length} outcomes and ${confidence.length} confidences; expected as many`);
  // A value on an edge belongs to the lower bin, as in scikit-learn.
  const binOf = (p: number): number => Math.min(bins - 1, Math.max(0, Math.ceil(p * bins) - 1));
  return Array.from({ length: bins }, (_, bin) => {
    const rows = [...happened.keys()].filter((row) => binOf(confidence[row]!) === bin);
    const predicted = rows.reduce((sum, row) => sum + confidence[row]!, 0) / rows.length;
    return { predicted, observed: rows.filter((row) => happened[row]).length / rows.length, rows: rows.length };
  }).filter(({ rows }) => rows > 0);
}

/**
 * The column of each row's true class.
 * @throws RangeError if rows differ in number, or a class has no column
 */
function columnsOf(actual: readonly Label[], { proba, classes }: ClassProbabilities): number[] {
  if (actual.length !== proba.rows || actual.length === 0)
    throw new RangeError(
      `${actual.length} labels and ${proba.rows} rows of probabilities; expected as many, at least one`,
    );
  const columns = new Map(classes.map((label, column) => [label, column]));
  return actual.map((label) => {
    const column = columns.get(label);
    if (column === undefined) throw new RangeError(`"${label}" is none of the classes ${classes.join(", ")}`);
    return column;
  });
}
