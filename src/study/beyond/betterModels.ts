import { CHART_COLOURS, mostProbable } from "../../ground/index.ts";
import {
  type Candidate,
  type CandidateScore,
  ColumnsClassifier,
  foldScore,
  GridSearchClassifier,
  LabelEncoder,
  LogisticRegression,
  MLPClassifier,
  outOfBagScore,
  type OutOfFold,
  RandomForestClassifier,
} from "../../models/index.ts";
import { MEAN_FEATURES } from "../../schema.ts";
import {
  chanceOf,
  type Chart,
  formatPercent,
  formatPoints,
  markdown,
  type Markdown,
  prose,
  scoresChart,
  type Table,
  table,
} from "../common/index.ts";
import { formatInterval, OTHER_SCORES, OTHER_SOURCE } from "../published/index.ts";
import { differenceInWords, scoresOf, winnerInWords } from "./beyondInWords.ts";
import type { ComparedScore } from "./modelComparison.ts";
import { type ShownData, shownLine, SOURCE_STYLES } from "./shownData.ts";
import { bestScore, crossValidateTracks, scorePredictions, type TrackScore } from "./trackScore.ts";

/** A tuned model on some data. */
export interface BetterScore extends TrackScore {
  readonly data: ShownData;
  /** How often each setting was chosen, most frequent first; empty for a model without settings. */
  readonly chosen: readonly (readonly [setting: string, times: number])[];
}

/** A kind of model, the settings to try, and how they are scored within the training rows. */
export interface Search {
  readonly id: string;
  readonly label: string;
  readonly candidates: readonly Candidate[];
  readonly score: CandidateScore;
}

/**
 * Three tuned models and their average, cross-validated by track: logistic regression with a stronger or weaker penalty, a forest with
 * fuller or sparser trees, and a small neural network, each with the report's features or all. Settings and features are chosen within
 * each fold, on its training tracks alone.
 * @example
 * import { dropVariances, loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { betterModels, drawTracks, shownData } from "../src/study/beyond/index.ts";
 * const [drawn] = drawTracks(await shownData(await loadSource(resolveSource("sample"))), 40, 1);
 * const [lr] = await betterModels({ ...drawn!, tracks: dropVariances(drawn!.tracks) }, { seed: 1 });
 * lr!.chosen; // => [["C = 0.01, 29 features", 7], ["C = 0.1, 29 features", 3]]
 */
export async function betterModels(data: ShownData, { seed }: { readonly seed: number }): Promise<BetterScore[]> {
  const scores: BetterScore[] = [];
  const predictions: (readonly OutOfFold[])[] = [];
  for (const { id, label, candidates, score } of tunedSearches(data.tracks.features, seed)) {
    const made: GridSearchClassifier[] = [];
    const create = (): GridSearchClassifier => {
      const search = new GridSearchClassifier(candidates, score);
      made.push(search);
      return search;
    };
    const result = await crossValidateTracks(data.tracks, { id, label, create }, { by: "track", seed });
    predictions.push(result.predictions);
    scores.push({ ...result.score, data, chosen: countChosen(made.map(({ chosen }) => chosen)) });
  }
  const mean = scorePredictions(
    data.tracks,
    { id: "mean", label: "Mean of the three", by: "track" },
    meanOf(predictions),
    seed,
  );
  return [...scores, { ...mean, data, chosen: [] }];
}

/** What is tuned on a table with these features. */
export function tunedSearches(features: readonly string[], seed: number): readonly Search[] {
  const all = features.map((_, column) => column);
  const means = all.filter((column) => MEAN_FEATURES.includes(features[column]!));
  const sets = means.length < all.length ? [means, all] : [all];
  const forEachSet = (settings: readonly Candidate[]): Candidate[] =>
    sets.flatMap((columns) =>
      settings.map(({ name, create }) => ({
        name: `${name}, ${columns.length} features`,
        create: () => new ColumnsClassifier(columns, create()),
      })),
    );
  const forest = (minSamplesLeaf: number): Candidate => ({
    name: `leaves of ${minSamplesLeaf} or more`,
    create: () => new RandomForestClassifier({ seed, minSamplesLeaf, oobScore: true }),
  });
  return [
    {
      id: "lr",
      label: "Logistic regression",
      candidates: forEachSet(
        [0.01, 0.1, 1].map((C) => ({ name: `C = ${C}`, create: () => new LogisticRegression({ C }) })),
      ),
      score: foldScore({ folds: 2, seed }),
    },
    { id: "rf", label: "Random forest", candidates: forEachSet([1, 3].map(forest)), score: outOfBagScore },
    {
      id: "mlp",
      label: "Neural network",
      candidates: forEachSet([
        { name: "64 units, alpha = 0.01", create: () => new MLPClassifier({ seed, alpha: 0.01 }) },
      ]),
      score: foldScore({ folds: 2, seed }),
    },
  ];
}

/** Averages the models' probabilities, as scikit-learn's VotingClassifier would: they were trained on the same folds. */
function meanOf(models: readonly (readonly OutOfFold[])[]): Pick<OutOfFold, "predicted">[] {
  return models[0]!.map(({ classes, proba }, repeat) => {
    const data = Float64Array.from(proba.data, (_, i) =>
      models.reduce((sum, predictions) => sum + predictions[repeat]!.proba.data[i]!, 0),
    );
    return { predicted: new LabelEncoder(classes).decode(mostProbable({ ...proba, data })) };
  });
}

/** How often each name occurs, the most frequent first. */
export function countChosen(names: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/**
 * Tuned models by track, for each source.
 * @param options what the data is
 * @param options.fma whether the data is FMA's; if so, scores others have published on it are shown below
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { betterModelsChart, shownData } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const score = { id: "rf", label: "Random forest", by: "track", accuracy: 0.5, interval: { low: 0.4, high: 0.6 } } as const;
 * const scores = [{ ...score, data: data!, hits: [1, 0], groups: ["1", "2"], chosen: [] }];
 * betterModelsChart(scores, { fma: false }).alt; // => "FMA sample: Random forest 50.0 %. Always guessing the most frequent genre scores 12.5 %."
 */
export function betterModelsChart(scores: readonly BetterScore[], { fma }: { readonly fma: boolean }): Chart {
  const shown = [...new Map(scores.map(({ data }) => [data.prefix, data])).values()];
  const best = bestScore(scores.filter(({ data }) => data.prefix === ""));
  const others = fma ? OTHER_SCORES.map(({ label, accuracy }) => ({ row: `${label} (others)`, value: accuracy })) : [];
  return scoresChart({
    title: ["How far does tuning get, by track?", `${best.label}: ${formatPercent(best.accuracy)}`],
    source: shownLine(shown),
    rows: [...new Set(scores.map(({ label }) => label)), ...others.map(({ row }) => row)],
    series: [
      ...shown.map((data) => ({
        name: data.title,
        ...SOURCE_STYLES[data.prefix],
        points: scores
          .filter((score) => score.data.prefix === data.prefix)
          .map(({ label, accuracy, interval }) => ({ row: label, value: accuracy, interval })),
      })),
      ...(fma
        ? [
            {
              name: "published by others, other splits",
              colour: CHART_COLOURS.quiet,
              symbol: "circle-open",
              points: others,
            },
          ]
        : []),
    ],
    chance: chanceOf(shown[0]!.tracks),
  });
}

/**
 * Tuned models by track, with the settings the folds chose.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { betterModelsTable, shownData } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const score = { id: "rf", label: "Random forest", by: "track", accuracy: 0.5, interval: { low: 0.4, high: 0.6 } } as const;
 * const chosen = [["leaves of 3 or more", 7], ["leaves of 1 or more", 3]] as const;
 * const { text } = betterModelsTable([{ ...score, data: data!, hits: [1, 0], groups: ["1", "2"], chosen }]);
 * text.split("\n").at(-1)!.split(/ {2,}/).slice(-2); // => ["40.0–60.0 %", "leaves of 3 or more: 7; leaves of 1 or more: 3"]
 */
export function betterModelsTable(scores: readonly BetterScore[]): Table {
  return table({
    caption: "Accuracy by track, and what was chosen within the folds, each on its training tracks alone.",
    source: shownLine([...new Set(scores.map(({ data }) => data))]),
    columns: [
      { heading: "model" },
      { heading: "data" },
      { heading: "accuracy", numeric: true },
      { heading: "95 % interval", numeric: true },
      { heading: "chosen, times", prose: true },
    ],
    rows: scores.map(({ label, data, accuracy, interval, chosen }) => [
      label,
      data.title,
      { text: formatPercent(accuracy, 1), strong: true },
      formatInterval(interval, "percent"),
      chosen.length > 0 ? chosen.map(([setting, times]) => `${setting}: ${times}`).join("; ") : "–",
    ]),
  });
}

/** The accuracy the report concludes with. */
const PUBLISHED = 0.82;

/**
 * Says what tuning, a network and averaging add over the report's models on the same folds.
 * @param options the seed of the intervals, and what the data is
 * @param options.fma whether the data is FMA's; if so, scores others have published on it are mentioned
 */
export function betterModelsInWords(
  better: readonly BetterScore[],
  compared: readonly ComparedScore[],
  { seed, fma }: { readonly seed: number; readonly fma: boolean },
): Markdown {
  const sources = [...new Set(better.map(({ data }) => data))];
  const published = OTHER_SCORES.map(({ accuracy }) => accuracy);
  return markdown(
    ...sources.map((data) => {
      const own = scoresOf(better, data.prefix, "track");
      const others = scoresOf(compared, data.prefix, "track");
      const before = bestScore(others);
      const pairs = own.length * others.length;
      return prose`**${data.title}**: ${winnerInWords(own, seed, chanceOf(data.tracks))}. On the same folds it is ${differenceInWords(bestScore(own), before, { seed, pairs })} from the comparison above. Guessing scores ${formatPercent(chanceOf(data.tracks), 1)}.`;
    }),
    fma
      ? prose`Others got ${formatPercent(Math.min(...published), 1)} to ${formatPercent(Math.max(...published), 1)} on FMA-small, the most with a convolutional network on mel spectrograms ([${OTHER_SOURCE.title}](${OTHER_SOURCE.url})): features and splits of their own, so that their figures stand here for orientation; the best of them is ${formatPoints(PUBLISHED - Math.max(...published))} below the report's ${formatPercent(PUBLISHED)}.`
      : undefined,
  );
}
