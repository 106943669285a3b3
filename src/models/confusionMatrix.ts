import type { Label } from "./classifier.ts";
import { checkPredictions } from "./checkInput.ts";
import { grid, type Shown, withCard } from "../ground/index.ts";
import { LabelEncoder } from "./labelEncoder.ts";

/** How often each class was taken for each other one. */
export interface ConfusionMatrix {
  /** The classes of rows and columns. */
  readonly labels: readonly Label[];
  /** `counts[i][j]`: the number of rows of class `labels[i]` predicted as `labels[j]`. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Counts predictions by actual class (rows) and predicted class (columns), like scikit-learn's confusion_matrix.
 * @param labels the classes to count, in this order; by default all that occur, sorted. Rows with another class are left out
 * @throws RangeError if the lists are empty or differ in length, or `labels` repeats one
 * @example
 * import { confusionMatrix } from "../src/models/index.ts";
 * const { labels, counts } = confusionMatrix(["Folk", "Folk", "Rock"], ["Folk", "Rock", "Rock"]);
 * labels; // => ["Folk", "Rock"]
 * counts; // => [[1, 1], [0, 1]]
 */
export function confusionMatrix(
  actual: readonly Label[],
  predicted: readonly Label[],
  labels?: readonly Label[],
): ConfusionMatrix {
  checkPredictions(actual, predicted);
  const classes = distinctLabels(actual, predicted, labels);
  const place = new Map(classes.map((label, i) => [label, i]));
  const counts = classes.map(() => new Array<number>(classes.length).fill(0));
  actual.forEach((label, row) => {
    const i = place.get(label);
    const j = place.get(predicted[row]!);
    if (i !== undefined && j !== undefined) counts[i]![j]!++;
  });
  const matrix = { labels: classes, counts };
  return withCard(matrix, () => confusionCard(matrix));
}

/** How a notebook shows the matrix. */
function confusionCard({ labels, counts }: ConfusionMatrix): Shown {
  const names = labels.map(String);
  const rows = names.map((name, i) => [name, ...counts[i]!.map(String)]);
  return grid("Confusion matrix: actual in rows, predicted in columns", ["", ...names], rows);
}

/**
 * The requested labels, or all that occur, sorted.
 * @throws RangeError if there are none, or one is requested twice
 */
export function distinctLabels(
  actual: readonly Label[],
  predicted: readonly Label[],
  labels?: readonly Label[],
): readonly Label[] {
  if (!labels) return new LabelEncoder([...new Set(actual), ...new Set(predicted)]).classes;
  if (labels.length === 0 || new Set(labels).size < labels.length) {
    throw new RangeError(`labels are ${labels.join(", ") || "empty"}; expected each label once, and at least one`);
  }
  return labels;
}
