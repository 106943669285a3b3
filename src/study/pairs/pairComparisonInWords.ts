import type { PairComparison } from "./pairComparison.ts";
import {
  formatGain,
  formatPercent,
  formatScore,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  ON_SPLIT,
} from "../common/index.ts";

/** Says whether training on two genres gains more than the question's getting easier does. */
export function pairComparisonInWords(comparisons: readonly PairComparison[]): Markdown {
  const { genres } = comparisons[0]!;
  const by = comparisons.some((one) => one.by === "track") ? "track" : "row";
  const apart = comparisons.filter((one) => one.by === by);
  const models = apart.filter(({ model }) => model.id !== "knn");
  const knn = apart.find(({ model }) => model.id === "knn");
  // With two genres there is no smaller question to ask.
  if (genres <= 2) return markdown("The table has two genres: there is no model of more to compare with.");
  return markdown(
    prose`Guessing is right more often among two genres than among ${genres}; kappa takes that out. ${by === "track" ? "By track it" : "It"} goes ${kappasInWords(apart)}. ${easier(apart)}`,
    models.length > 0
      ? prose`Is it the models that got better, or the question? Asked which of the two, the model of ${genres} genres is right for ${listProse(models.map(({ model, asked }) => prose`${formatPercent(asked.accuracy, 1)} (${model.label})`))}; training on the two alone adds ${listProse(models.map(({ model, gain }) => prose`${formatGain(gain.gain, 1)} points (${model.label}, ${formatGain(gain.interval.low, 1)} to ${formatGain(gain.interval.high, 1)})`))}. ${dividingInWords(models)}`
      : undefined,
    knn &&
      prose`KNN can't be asked that way: three neighbours are three votes, and where none of them is for either genre the model has no opinion (${ON_SPLIT[by]} it gets ${formatPercent(knn.asked.accuracy, 1)}, on two genres ${formatPercent(knn.binary.accuracy, 1)}). With the other genres gone its three votes always are for one of the two.`,
  );
}

/** Kappa for all genres and for two at a time: "from 0.16 to 0.29 (LR) and from 0.10 to 0.16 (KNN)". */
export function kappasInWords(comparisons: readonly PairComparison[]): Prose {
  return listProse(
    comparisons.map(
      ({ model, whole, binary }) =>
        prose`from ${formatScore(whole.kappa)} to ${formatScore(binary.kappa)} (${model.label})`,
    ),
  );
}

/** With fewer artists (or tracks) to draw from, a bootstrap interval is too narrow to conclude from. */
const GROUPS_ENOUGH = 10;

/** Says whether dividing the genres makes models better; no conclusion if the gains' intervals contain 0, or rest on few tracks. */
export function dividingInWords(all: readonly PairComparison[]): Prose {
  const models = all.filter(({ groups }) => groups >= GROUPS_ENOUGH);
  const better = models.filter(({ gain }) => gain.interval.low > 0).map(({ model }) => model.label);
  const worse = models.filter(({ gain }) => gain.interval.high < 0).map(({ model }) => model.label);
  if (better.length + worse.length === 0)
    return prose`Whether dividing the genres makes the models better or worse can't be told from these rows.`;
  const parts = [
    better.length > 0 && prose`Dividing the genres makes ${listProse(better)} better at the same question.`,
    worse.length > 0 &&
      prose`${listProse(worse)} ${worse.length === 1 ? "is" : "are"} better when trained on all genres.`,
  ];
  return joinProse(parts);
}

function easier(apart: readonly PairComparison[]): string {
  return apart.every(({ whole, binary }) => binary.kappa > whole.kappa)
    ? "It is higher for each model here, even with chance taken out: all that is neither of the two genres is left out."
    : "";
}
