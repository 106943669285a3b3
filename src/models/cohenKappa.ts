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
  const { labels, counts } = confusionMatrix(actual, predicted);
  return kappaOfCounts(counts.flat(), labels.length);
}

/**
 * Cohen's kappa of a confusion matrix; see `cohenKappa`. Counts need not be whole: they may be sums of weights.
 * @param counts `classes` rows, one for each actual class, of as many columns, one for each predicted class
 * @example
 * import { kappaOfCounts } from "../src/models/index.ts";
 * kappaOfCounts([1, 1, 0, 2], 2); // => 0.5
 */
export function kappaOfCounts(counts: ArrayLike<number>, classes: number): number {
  let total = 0;
  let agreed = 0;
  let chance = 0;
  for (let i = 0; i < classes; i++) {
    let inRow = 0;
    let inColumn = 0;
    for (let j = 0; j < classes; j++) {
      inRow += counts[i * classes + j]!;
      inColumn += counts[j * classes + i]!;
    }
    total += inRow;
    agreed += counts[i * classes + i]!;
    chance += inRow * inColumn;
  }
  const [right, byChance] = [agreed / total, chance / total / total];
  return byChance < 1 ? (right - byChance) / (1 - byChance) : 0;
}
