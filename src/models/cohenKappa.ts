import { confusionMatrix } from "./confusionMatrix.ts";
import type { Label } from "./classifier.ts";

/**
 * How far predictions agree with the labels beyond chance: 1 if all are correct, 0 for guessing, whatever the number of classes (Cohen
 * 1960, "A coefficient of agreement for nominal scales"). Chance is the agreement of independent draws with the frequencies of both
 * sides. If chance alone gives full agreement, kappa is 0 / 0 and counts as 0.
 * @throws RangeError if the lists are empty or differ in length
 * @example
 * import { cohenKappa } from "../src/models/index.ts";
 * cohenKappa(["Folk", "Folk", "Rock", "Rock"], ["Folk", "Rock", "Rock", "Rock"]); // => 0.5
 */
export function cohenKappa(actual: readonly Label[], predicted: readonly Label[]): number {
  const { counts } = confusionMatrix(actual, predicted);
  const total = actual.length;
  let agreed = 0;
  let chance = 0;
  counts.forEach((row, i) => {
    const inRow = row.reduce((sum, count) => sum + count, 0);
    const inColumn = counts.reduce((sum, other) => sum + other[i]!, 0);
    agreed += row[i]! / total;
    chance += (inRow / total) * (inColumn / total);
  });
  return chance < 1 ? (agreed - chance) / (1 - chance) : 0;
}
