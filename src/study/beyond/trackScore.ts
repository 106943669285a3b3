import { type FeatureTable, groupsOf } from "../../dataset/index.ts";
import { mean } from "../../ground/index.ts";
import {
  accuracyInterval,
  gainInterval,
  type Classifier,
  crossValPredict,
  type Fold,
  type Interval,
  kFold,
  type OutOfFold,
} from "../../models/index.ts";
import { resampledWith } from "../common/index.ts";

/** What a cross-validation keeps apart. */
export type GroupUnit = "track" | "artist";

/** How well models classify tracks they have not seen (or whose artists they have not seen). */
export interface TrackScore {
  /** As in figure ids: "rf.29". */
  readonly id: string;
  /** "RF, 29 features". */
  readonly label: string;
  readonly by: GroupUnit;
  /** The share of tracks that are classified correctly. */
  readonly accuracy: number;
  /** Its 95 % interval under resampling of the tracks (or artists). */
  readonly interval: Interval;
  /** For each track, how often it was classified correctly: 0 or 1, or a share over several repeats. */
  readonly hits: readonly number[];
  /** The group each track is resampled with: its artist if artists are known. */
  readonly groups: readonly string[];
}

/** Scores tracks, with an interval from resampling the groups. */
export function scoreTracks(
  { id, label, by, hits, groups }: Omit<TrackScore, "accuracy" | "interval">,
  seed: number,
): TrackScore {
  const accuracy = mean(hits);
  return { id, label, by, accuracy, interval: accuracyInterval(hits, groups, { seed }), hits, groups };
}

/**
 * How much better one score is than another, with the interval of the difference. Both are on the same tracks, so what those have in
 * common cancels out. Where it is one of several differences, `confidence` may count them: see `jointConfidence`.
 */
export function pairedDifference(
  better: TrackScore,
  other: TrackScore,
  seed: number,
  confidence = 0.95,
): { readonly difference: number; readonly interval: Interval } {
  if (better.hits.length !== other.hits.length) {
    throw new RangeError(`${better.hits.length} and ${other.hits.length} tracks; expected the same ones`);
  }
  const differences = better.hits.map((hit, i) => hit - other.hits[i]!);
  const interval = gainInterval(differences, better.groups, { seed, confidence });
  return { difference: mean(differences), interval };
}

/** The best score; on a tie, the first. */
export function bestScore<Score extends { readonly accuracy: number }>(scores: readonly Score[]): Score {
  return scores.reduce((best, score) => (score.accuracy > best.accuracy ? score : best));
}

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

const FOLDS = 5;
/** Smaller tables are cross-validated several times: the fold a track falls into matters much there. */
const STEADY_TRACKS = 1000;
const MOST_REPEATS = 2;

/** How often a table with this many tracks is cross-validated. */
export function repeatsFor(tracks: number): number {
  return Math.max(1, Math.min(MOST_REPEATS, Math.floor(STEADY_TRACKS / tracks)));
}

/** What can be kept apart in a table: always tracks, and artists if known. */
export function groupUnits({ artist }: Pick<FeatureTable, "artist">): readonly GroupUnit[] {
  return artist ? ["track", "artist"] : ["track"];
}

/**
 * Divides a table's tracks (one row each) into five folds, stratified by genre, with all of an artist's tracks in one fold if asked
 * for. Repeats this for a small table.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { trackFolds } from "../src/study/beyond/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const [folds] = trackFolds(clips!, "artist", 1);
 * const { train, test } = folds![0]!;
 * const trained = new Set(Array.from(train, (row) => clips!.artist![row]));
 * test.filter((row) => trained.has(clips!.artist![row])).length; // => 0
 */
export function trackFolds(tracks: FeatureTable, by: GroupUnit, seed: number): Fold[][] {
  const groups = groupsOf(tracks, by);
  const folds = Math.min(FOLDS, new Set(groups).size);
  return Array.from({ length: repeatsFor(tracks.X.rows) }, (_, repeat) =>
    kFold(tracks.X.rows, { folds, seed: (seed + Math.imul(repeat, 0x9e3779b1)) | 0, stratify: tracks.label, groups }),
  );
}

/** A fold of tracks, translated to the rows of another table of the same tracks. */
export function rowsOfFold(fold: Fold, tracks: FeatureTable, table: FeatureTable): Fold {
  const tested = new Set(Array.from(fold.test, (row) => tracks.track[row]!));
  const rows = [...table.track.keys()];
  const isTest = (row: number): boolean => tested.has(table.track[row]!);
  return {
    train: Uint32Array.from(rows.filter((row) => !isTest(row))),
    test: Uint32Array.from(rows.filter(isTest)),
  };
}
