import { formatPercent, joinProse, listProse, type Markdown, markdown, prose } from "../common/index.ts";
import { scoreInWords } from "./beyondInWords.ts";
import type { NestedBest } from "./nestedBest.ts";

/**
 * The answer in a few sentences: the score of choosing and training without leakage, whether it is shown to beat always guessing the
 * largest genre, and what the folds chose.
 * @param options what to mention beside the score
 * @param options.candidates how many models each fold chose from
 */
export function nestedBestInWords(
  best: NestedBest,
  { candidates, chance }: { readonly candidates: number; readonly chance: number },
): Markdown {
  const { by, interval, chosen } = best;
  const folds = chosen.reduce((sum, [, times]) => sum + times, 0);
  const first = chosen.filter(([, times]) => times === chosen[0]![1]);
  const often = first[0]![1];
  return markdown(
    joinProse([
      prose`**Where no ${by} of the test is met in training, and no choice is made on test tracks, ${scoreInWords(best)} of the tracks get their genre.**`,
      interval.low > chance
        ? prose`Always guessing the largest genre: ${formatPercent(chance, 1)}.`
        : prose`That this beats always guessing the largest genre, ${formatPercent(chance, 1)}, is not shown.`,
    ]),
    first.length === 1
      ? prose`Of ${candidates} candidates *${first[0]![0]}* was chosen most often, in ${often} of ${folds} folds.`
      : prose`Of ${candidates} candidates none stands out: ${listProse(first.map(([name]) => prose`*${name}*`))} were chosen ${often === 1 ? "once each" : prose`${often} times each`} in ${folds} folds.`,
  );
}
