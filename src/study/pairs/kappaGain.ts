import {
  type BootstrapOptions,
  LabelEncoder,
  bootstrapStatistic,
  cohenKappa,
  type Interval,
  kappaOfCounts,
} from "../../models/index.ts";
import { mean } from "../../ground/index.ts";
import type { TestOutcome } from "../common/index.ts";

/** How much more two-genre models agree with the labels, beyond chance, than a model of all genres. */
export interface KappaGain {
  /** The mean of the pairs' kappas less the kappa of the model of all genres. */
  readonly gain: number;
  /** Its interval, 95 % unless another confidence is asked for. */
  readonly interval: Interval;
}

/**
 * The difference in Cohen's kappa between two-genre models (the mean over the pairs) and a model of all genres, with its percentile
 * bootstrap interval. Both were tested on rows of the same artists, or tracks: each draw takes these for both, so the difference is
 * paired. A pair of which a draw has rows of one genre only, or none, is left out of its mean: it has no kappa. Of a genre with one or two
 * artists the draws know too little, and the interval is too narrow.
 */
export function kappaGain(whole: TestOutcome, binaries: readonly TestOutcome[], options: BootstrapOptions): KappaGain {
  const outcomes = [whole, ...binaries].map(coded);
  const interval = bootstrapStatistic(
    outcomes.flatMap(({ track }) => track),
    (times) => {
      let row = 0;
      const kappas = outcomes.map(({ cells, counts, classes }) => {
        counts.fill(0);
        for (const cell of cells) {
          counts[cell]! += times[row++]!;
        }
        return { kappa: kappaOfCounts(counts, classes), genres: genresOf(counts, classes) };
      });
      const [all, ...pairs] = kappas;
      const drawn = pairs.filter(({ genres }) => genres > 1).map(({ kappa }) => kappa);
      return drawn.length > 0 ? mean(drawn) - all!.kappa : 0;
    },
    { ...options, bounds: { low: -2, high: 2 } },
  );
  const kappa = ({ actual, predicted }: TestOutcome): number => cohenKappa(actual, predicted);
  return { gain: mean(binaries.map(kappa)) - kappa(whole), interval };
}

/** How many classes have rows. */
function genresOf(counts: Float64Array, classes: number): number {
  let genres = 0;
  for (let at = 0; at < counts.length; at += classes) {
    if (counts.subarray(at, at + classes).some((count) => count > 0)) genres++;
  }
  return genres;
}

/** Each row's cell of the confusion matrix, and room to count them. */
function coded({ actual, predicted, track }: TestOutcome): {
  readonly cells: Uint32Array;
  readonly counts: Float64Array;
  readonly classes: number;
  readonly track: readonly unknown[];
} {
  const encoder = new LabelEncoder([...actual, ...predicted]);
  const classes = encoder.classes.length;
  const [rows, columns] = [encoder.encode(actual), encoder.encode(predicted)];
  const cells = Uint32Array.from(rows, (code, row) => code * classes + columns[row]!);
  return { cells, counts: new Float64Array(classes * classes), classes, track };
}
