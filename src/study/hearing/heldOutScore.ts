import { type FeatureTable, groupsOf, type SplitUnit } from "../../dataset/index.ts";
import { bootstrapMean, type Interval, type Label } from "../../models/index.ts";
import { figureId, type MeasuredFigure } from "../judge/index.ts";
import type { Description } from "./learnedMusic.ts";

/** How well models predict the genre of rows they were not trained on. */
export interface HeldOutScore {
  readonly description: Description;
  readonly model: string;
  readonly rows: "clips" | "segments";
  readonly by: SplitUnit;
  readonly predicted: readonly Label[];
  /** For each row, 1 if it is predicted correctly, otherwise 0. */
  readonly hits: readonly number[];
  /** The groups rows are resampled with: their artists, or tracks if artists are unknown. */
  readonly drawn: readonly unknown[];
  readonly accuracy: number;
  readonly interval: Interval;
}

/**
 * What is kept apart: nothing for random rows, otherwise all rows of a track or artist.
 * @example
 * import { kFold } from "../src/models/index.ts";
 * import { groupsApart, learnedMusic } from "../src/study/hearing/index.ts";
 * const { heard } = await learnedMusic("sample");
 * const folds = kFold(heard.X.rows, { folds: 5, seed: 1, stratify: heard.label, ...groupsApart(heard, "artist") });
 * const trained = new Set(Array.from(folds[0]!.train, (row) => heard.artist![row]));
 * folds[0]!.test.filter((row) => trained.has(heard.artist![row])).length; // => 0
 */
export function groupsApart(table: FeatureTable, by: SplitUnit): { readonly groups?: readonly unknown[] } {
  return by === "row" ? {} : { groups: groupsOf(table, by) };
}

/**
 * Scores predictions for a table's rows, with a 95 % interval from resampling whole artists.
 * @example
 * import { crossValPredict, kFold, KNeighborsClassifier } from "../src/models/index.ts";
 * import { groupsApart, heldOutScore, learnedMusic } from "../src/study/hearing/index.ts";
 * const { descriptions: [report, network] } = await learnedMusic("sample");
 * const scores = [];
 * for (const description of [report!, network!]) {
 *   const { X, label } = description.clips;
 *   const folds = kFold(X.rows, { folds: 5, seed: 1, stratify: label, ...groupsApart(description.clips, "artist") });
 *   const { predicted } = await crossValPredict(() => new KNeighborsClassifier({ nNeighbors: 9 }), X, label, folds);
 *   scores.push(heldOutScore({ description, model: "KNN", rows: "clips", by: "artist", predicted }, 1));
 * }
 * scores.map(({ description, accuracy }) => [description.label, accuracy]); // => [["the report's 57", 0.263], ["the network's 200", 0.4625]]
 */
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

/** How much better one score is than another on the same rows; what both get right or wrong cancels out. */
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
