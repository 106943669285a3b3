import { type PairComparison, shareOfQuestion } from "./pairComparison.ts";
import {
  formatGain,
  formatPercent,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";

/** Whether training on two genres gains more than the easier question. */
export function pairComparisonInWords(comparisons: readonly PairComparison[]): Markdown {
  const { genres } = comparisons[0]!;
  const apart = comparisons.filter(({ by }) => by === "track");
  const models = apart.filter(({ model }) => model.id !== "knn");
  const knn = apart.find(({ model }) => model.id === "knn");
  return markdown(
    prose`With two genres half of all guesses are right, with ${genres} only one in ${genres}; kappa takes that out. By track it goes ${listProse(
      apart.map(
        ({ model, whole, binary }) =>
          prose`from ${whole.kappa.toFixed(2)} to ${binary.kappa.toFixed(2)} (${model.label})`,
      ),
    )}. ${easier(apart)}`,
    models.length > 0
      ? prose`Is it the models that got better, or the question? Asked which of the two, the model of ${genres} genres is right for ${listProse(models.map(({ model, asked }) => prose`${formatPercent(asked.accuracy, 1)} (${model.label})`))}; training on the two alone adds ${listProse(models.map(({ model, gain }) => prose`${formatGain(gain.gain, 1)} points (${model.label}, ${formatGain(gain.interval.low, 1)} to ${formatGain(gain.interval.high, 1)})`))}. ${verdict(comparisons)}`
      : undefined,
    knn &&
      prose`KNN can't be asked that way: three neighbours are three votes, and where none of them is for either genre the model has no opinion (${SPLIT_NAMES.track} it gets ${formatPercent(knn.asked.accuracy, 1)}, on two genres ${formatPercent(knn.binary.accuracy, 1)}). With the other genres gone its three votes always are for one of the two.`,
  );
}

function verdict(comparisons: readonly PairComparison[]): Prose | undefined {
  const share = shareOfQuestion(comparisons, "track");
  if (!(share >= 0.5)) return undefined;
  const part = share >= 1 ? "all" : formatPercent(share);
  return prose`**By track, ${part} of the rise in kappa is the easier question's; dividing the genres hardly made the models better.** A model of all genres answers it as well, and more.`;
}

function easier(apart: readonly PairComparison[]): string {
  return apart.every(({ whole, binary }) => binary.kappa > whole.kappa)
    ? "So two genres are the easier question even when chance is taken out: all that is neither of them is left out."
    : "";
}
