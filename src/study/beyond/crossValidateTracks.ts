import type { FeatureTable } from "../../dataset/index.ts";
import { type Classifier, crossValPredict, type OutOfFold } from "../../models/index.ts";
import { trackFolds } from "./trackFolds.ts";
import { type GroupUnit, scoreTracks, type TrackScore } from "./trackScore.ts";
import { resampledWith } from "../common/index.ts";

/** A model to score, and what to call it. */
export interface ScoredModel {
  readonly id: string;
  readonly label: string;
  /** Returns a new, untrained model. */
  create(): Classifier;
}

/** A score and the predictions behind it: one set for each repeat of the cross-validation. */
export interface CrossValidation {
  readonly score: TrackScore;
  readonly predictions: readonly OutOfFold[];
}

/** Cross-validates a model on a table with one row per track, keeping tracks or artists apart. */
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

/** Scores predictions for a table's tracks. */
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
