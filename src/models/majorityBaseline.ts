import { accuracy } from "./accuracy.ts";
import type { Label } from "./classifier.ts";
import { LabelEncoder } from "./labelEncoder.ts";

/** What can be predicted without looking at the features. */
export interface MajorityBaseline {
  /** The most frequent training label; on a tie, the first in sorted order. */
  readonly label: Label;
  /** The share of test rows that have it. */
  readonly accuracy: number;
}

/**
 * The accuracy of always predicting the most frequent training label (scikit-learn's DummyClassifier, `most_frequent`), which any model
 * has to beat.
 * @throws RangeError if there are no training or no test labels
 */
export function majorityBaseline(train: readonly Label[], test: readonly Label[]): MajorityBaseline {
  const encoder = new LabelEncoder(train);
  const counts = encoder.classes.map(() => 0);
  for (const code of encoder.encode(train)) counts[code]!++;
  const label = encoder.classes[counts.indexOf(Math.max(...counts))];
  if (label === undefined) throw new RangeError("there are no training labels; expected at least one");
  return { label, accuracy: accuracy(test, new Array<Label>(test.length).fill(label)) };
}
