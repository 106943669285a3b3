import { mean } from "../../ground/index.ts";
import { accuracyInterval, bootstrapMean, type Interval } from "../../models/index.ts";

/** What is kept apart in a cross-validation. */
export type GroupUnit = "track" | "artist";

/** How well tracks are classified by models that have met none of them (or none of their artists). */
export interface TrackScore {
  /** As in the ids of figures: "rf.29". */
  readonly id: string;
  /** "RF, 29 features". */
  readonly label: string;
  readonly by: GroupUnit;
  /** The share of tracks that are classified rightly. */
  readonly accuracy: number;
  /** Where it would fall with other tracks (or artists), at 95 %. */
  readonly interval: Interval;
  /** Of each track, how often it was classified rightly: 0 or 1, or a share of several times. */
  readonly hits: readonly number[];
  /** What each track is drawn with when tracks are drawn again: its artist where artists are known. */
  readonly groups: readonly string[];
}

/** The score of tracks, with an interval from drawing the groups again. */
export function scoreTracks(
  { id, label, by, hits, groups }: Omit<TrackScore, "accuracy" | "interval">,
  seed: number,
): TrackScore {
  const accuracy = mean(hits);
  return { id, label, by, accuracy, interval: accuracyInterval(hits, groups, { seed }), hits, groups };
}

/** How much better one score is than another of the same tracks, with the interval of the difference: both stand on the same tracks, so that what these have in common drops out. */
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

/** The best of some scores, the first of several. */
export function bestScore<Score extends { readonly accuracy: number }>(scores: readonly Score[]): Score {
  return scores.reduce((best, score) => (score.accuracy > best.accuracy ? score : best));
}
