import { MEAN_FEATURES } from "../../schema.ts";
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
import { mostProbable } from "../../ground/index.ts";
import { crossValidateTracks, scorePredictions } from "./crossValidateTracks.ts";
import type { ShownData } from "./shownData.ts";
import type { TrackScore } from "./trackScore.ts";

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

/** Averages the models' probabilities, as a VotingClassifier of them would: they were trained on the same folds. */
function meanOf(models: readonly (readonly OutOfFold[])[]): Pick<OutOfFold, "predicted">[] {
  return models[0]!.map(({ classes, proba }, repeat) => {
    const data = Float64Array.from(proba.data, (_, i) =>
      models.reduce((sum, predictions) => sum + predictions[repeat]!.proba.data[i]!, 0),
    );
    return { predicted: new LabelEncoder(classes).decode(mostProbable({ ...proba, data })) };
  });
}

function countChosen(names: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
