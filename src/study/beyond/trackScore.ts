import { mean } from "../../ground/index.ts";
import { accuracyInterval, bootstrapMean, type Interval } from "../../models/index.ts";

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
 * common cancels out.
 */
export function pairedDifference(
  better: TrackScore,
  other: TrackScore,
  seed: number,
): { readonly difference: number; readonly interval: Interval } {
  if (better.hits.length !== other.hits.length) {
    throw new RangeError(`${better.hits.length} and ${other.hits.length} tracks; expected the same ones`);
  }
  const differences = better.hits.map((hit, i) => hit - other.hits[i]!);
  const interval = bootstrapMean(differences, better.groups, { seed });
  return { difference: mean(differences), interval };
}

/** The best score; on a tie, the first. */
export function bestScore<Score extends { readonly accuracy: number }>(scores: readonly Score[]): Score {
  return scores.reduce((best, score) => (score.accuracy > best.accuracy ? score : best));
}
