import { accuracy, accuracyInterval, type Interval } from "../../models/index.ts";
import type { SplitUnit } from "../../dataset/index.ts";
import {
  formatGain,
  formatGainRange,
  formatPercent,
  jointConfidence,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
} from "../common/index.ts";
import { dividingInWords, higherInWords, kappasInWords, type PairComparison } from "./pairComparison.ts";
import { type PairCell, pooledOutcome } from "./pairGrid.ts";

/**
 * The answer in a few sentences: the models' scores on two genres on random rows and by track, the score of guessing, and whether a
 * model trained on two genres beats one trained on all that is asked to choose between the two. KNN can't be asked that and is left out
 * of the last part.
 */
export function answerInWords(
  cells: readonly PairCell[],
  comparisons: readonly PairComparison[],
  { rowNoun, seed }: { readonly rowNoun: string; readonly seed: number },
): Markdown {
  if (cells.length === 0) return markdown("*No pair of genres has rows enough here to train and test models of it.*");
  const apart = cells.some(({ by }) => by === "track");
  const compared = comparisons.filter(({ by, genres }) => by === (apart ? "track" : "row") && genres > 2);
  const asked = compared.filter(({ model }) => model.id !== "knn");
  const [random, honest] = [best(cells, "row", seed), best(cells, apart ? "track" : "row", seed)];
  return markdown(
    joinProse([
      apart
        ? prose`**On random rows, as in the report, ${naming(random)} of the ${rowNoun}s of two genres rightly; by track, ${naming(honest)}.**`
        : prose`**${naming(random)} of the ${rowNoun}s of two genres rightly.**`,
      prose`Always naming the larger genre of each pair is right for ${formatPercent(honest.guess)}${apart ? " of those" : ""}${honest.beatsGuess ? "." : ": that a model beats it is not shown."}`,
    ]),
    compared.length > 0
      ? prose`Are two genres easier than ${compared[0]!.genres}? Cohen's kappa, in which guessing counts for nothing, goes ${apart ? "by track " : ""}${kappasInWords(compared)}. ${higherInWords(compared)}`
      : undefined,
    asked.length > 0
      ? prose`Do models of two genres know more? Beside asking a model of all ${asked[0]!.genres} genres which of the two, training on the two alone ${apart ? "changes the accuracy by track by" : "changes the accuracy by"} ${listProse(asked.map(gained))}. ${dividingInWords(asked)}`
      : undefined,
  );
}

/** The models' highest score on all pairs, and the score of always naming each pair's larger genre on the same rows. */
interface BestScore {
  readonly labels: readonly string[];
  readonly accuracy: number;
  readonly interval: Interval;
  readonly guess: number;
  /** Whether that score is shown to be lower, at a confidence that counts the models of which this is the best. */
  readonly beatsGuess: boolean;
}

function best(cells: readonly PairCell[], by: SplitUnit, seed: number): BestScore {
  const models = [...new Set(cells.map(({ model }) => model.id))];
  const scores = models.map((id) => {
    const own = cells.filter((cell) => cell.by === by && cell.model.id === id);
    const { actual, predicted, track } = pooledOutcome(own.map(({ test }) => test));
    const correct = actual.map((genre, row) => genre === predicted[row]);
    const larger = own.map(({ test }) => {
      const first = test.actual.filter((genre) => genre === test.actual[0]).length;
      return Math.max(first, test.actual.length - first);
    });
    const guess = larger.reduce((sum, rows) => sum + rows, 0) / actual.length;
    const confidence = jointConfidence(models.length);
    return {
      label: own[0]!.model.label,
      accuracy: accuracy(actual, predicted),
      interval: accuracyInterval(correct, track, { seed }),
      guess,
      beatsGuess: accuracyInterval(correct, track, { seed, confidence }).low > guess,
    };
  });
  const highest = Math.max(...scores.map((score) => score.accuracy));
  const first = scores.filter((score) => score.accuracy === highest);
  return { ...first[0]!, labels: first.map(({ label }) => label) };
}

/** "LR names 74 % (68 % to 80 %)", with all models that tie. */
function naming({ labels, accuracy: share, interval }: BestScore): Prose {
  return prose`${listProse(labels)} ${labels.length === 1 ? "names" : "name"} ${formatPercent(share)} ${range(interval)}`;
}

function range({ low, high }: Interval): Prose {
  return prose`(${formatPercent(low)} to ${formatPercent(high)})`;
}

function gained({ model, gain: { gain, interval } }: PairComparison): Prose {
  return prose`${formatGain(gain, 1)} points (${model.label}, ${formatGainRange(interval)})`;
}
