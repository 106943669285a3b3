import type { FeatureTable } from "../../dataset/index.ts";
import { type Classifier, crossValPredict, type OutOfFold } from "../../models/index.ts";
import { trackFolds } from "./trackFolds.ts";
import { type GroupUnit, scoreTracks, type TrackScore } from "./trackScore.ts";
import { resampledWith } from "../common/index.ts";

/** What is scored, and how it is called. */
export interface ScoredModel {
  readonly id: string;
  readonly label: string;
  /** A new model, not trained. */
  create(): Classifier;
}

/** A score, and the predictions that it counts: one set for each time the tracks were cut into folds. */
export interface CrossValidation {
  readonly score: TrackScore;
  readonly predictions: readonly OutOfFold[];
}

/** Scores a model on the tracks of a table, one row each, by cross-validation with tracks or artists kept apart. */
export async function crossValidateTracks(
  tracks: FeatureTable,
  { id, label, create }: ScoredModel,
  { by, seed }: { readonly by: GroupUnit; readonly seed: number },
): Promise<CrossValidation> {
  const predictions: OutOfFold[] = [];
  for (const folds of trackFolds(tracks, by, seed)) {
    predictions.push(await crossValPredict(create, tracks.X, tracks.label, folds));
  }
  return { score: scorePredictions(tracks, { id, label, by }, predictions, seed), predictions };
}

/** The score of predictions of a table's tracks. */
export function scorePredictions(
  tracks: FeatureTable,
  about: Pick<TrackScore, "id" | "label" | "by">,
  predictions: readonly Pick<OutOfFold, "predicted">[],
  seed: number,
): TrackScore {
  const hits = tracks.label.map(
    (label, row) => predictions.filter(({ predicted }) => predicted[row] === label).length / predictions.length,
  );
  return scoreTracks({ ...about, hits, groups: resampledWith(tracks) }, seed);
}
