import { type FeatureTable, groupsOf, type SplitUnit } from "../../dataset/index.ts";
import { bootstrapMean, type Interval, type Label } from "../../models/index.ts";
import { figureId, type MeasuredFigure } from "../judge/index.ts";
import type { Description } from "./learnedMusic.ts";

/** How well models name the genre of rows that they have not learnt from. */
export interface HeldOutScore {
  readonly description: Description;
  readonly model: string;
  readonly rows: "clips" | "segments";
  readonly by: SplitUnit;
  readonly predicted: readonly Label[];
  /** Of each row 1 where it is named rightly, else 0. */
  readonly hits: readonly number[];
  /** What rows are drawn with when they are drawn again: their artists, or tracks where those are not known. */
  readonly drawn: readonly unknown[];
  readonly accuracy: number;
  readonly interval: Interval;
}

/** What is kept apart: nothing for random rows, else all rows of a track or of an artist. */
export function groupsApart(table: FeatureTable, by: SplitUnit): { readonly groups?: readonly unknown[] } {
  return by === "row" ? {} : { groups: groupsOf(table, by) };
}

/** The score of predictions for the rows of a table, with its 95 % interval when whole artists are drawn again. */
export function heldOutScore(
  told: Pick<HeldOutScore, "description" | "model" | "rows" | "by" | "predicted">,
  seed: number,
): HeldOutScore {
  const table = told.description[told.rows];
  const hits = table.label.map((genre, row) => Number(told.predicted[row] === genre));
  const drawn = groupsOf(table, table.artist ? "artist" : "track");
  const accuracy = hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
  return { ...told, hits, drawn, accuracy, interval: bootstrapMean(hits, drawn, { seed }) };
}

/** By how much one score is better than another of the same rows: what both get right or wrong cancels out. */
export function gainOver(
  better: HeldOutScore,
  other: HeldOutScore,
  seed: number,
): { readonly gain: number; readonly interval: Interval } {
  const gains = better.hits.map((hit, row) => hit - other.hits[row]!);
  return {
    gain: gains.reduce((sum, value) => sum + value, 0) / gains.length,
    interval: bootstrapMean(gains, better.drawn, { seed }),
  };
}

/** `learned.clips.lr.musicnn.by-artist` and its siblings. */
export function heldOutFigures(scores: readonly HeldOutScore[]): MeasuredFigure[] {
  return scores.map(({ description, model, rows, by, accuracy, interval }) => ({
    id: figureId(`learned.${rows}.${model.toLowerCase()}.${description.id}`, by),
    label: `${model}, ${description.label} features, ${rows}`,
    measured: accuracy,
    interval,
  }));
}
