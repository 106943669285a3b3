import { checkPredictions } from "./checkInput.ts";
import type { Label } from "./classifier.ts";

/**
 * The share of correct predictions, 0 to 1.
 * @throws RangeError if the lists are empty or differ in length
 * @example
 * import { accuracy } from "../src/models/index.ts";
 * accuracy(["Folk", "Pop", "Rock"], ["Folk", "Pop", "Pop"]); // => 0.667
 */
export function accuracy(actual: readonly Label[], predicted: readonly Label[]): number {
  checkPredictions(actual, predicted);
  return actual.filter((label, row) => label === predicted[row]).length / actual.length;
}
