import type { Label } from "./classifier.ts";

/** The share of predictions that are right, 0 to 1. @throws RangeError for lists that are empty or differ in length */
export function accuracy(actual: readonly Label[], predicted: readonly Label[]): number {
  if (actual.length !== predicted.length || actual.length === 0) {
    throw new RangeError(
      `${actual.length} labels and ${predicted.length} predictions; expected as many, and at least one`,
    );
  }
  return actual.filter((label, row) => label === predicted[row]).length / actual.length;
}
