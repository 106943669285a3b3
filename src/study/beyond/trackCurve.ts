import { dropVariances, type FeatureTable } from "../../dataset/index.ts";
import { randomOrder, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { evaluate, type Fold, LogisticRegression, MLPClassifier, RandomForestClassifier } from "../../models/index.ts";
import type { ScoredModel } from "./crossValidateTracks.ts";
import type { ShownData } from "./musicBeside.ts";
import { repeatsFor, trackFolds } from "./trackFolds.ts";
import { bestScore, type GroupUnit, scoreTracks, type TrackScore } from "./trackScore.ts";
import { resampledWith } from "../common/index.ts";

/** How one model does with more and more tracks to learn from. */
export interface TrackCurve {
  readonly data: ShownData;
  readonly model: ScoredModel;
  readonly points: readonly { readonly tracks: number; readonly score: TrackScore }[];
}

/** The shortest part that is learned from. */
const FEWEST_TRACKS = 12;

/**
 * The best model at the end of a source's curves once more, with artists kept apart instead of tracks: as many tracks to learn from, so that the
 * difference is the artists'. Nothing where artists are unknown.
 */
export async function curveEndByArtist(
  curves: readonly TrackCurve[],
  { seed }: { readonly seed: number },
): Promise<{ readonly data: ShownData; readonly score: TrackScore }[]> {
  const found: { data: ShownData; score: TrackScore }[] = [];
  for (const data of new Set(curves.map((curve) => curve.data))) {
    if (!data.tracks.artist) continue;
    const own = curves.filter((curve) => curve.data === data);
    const best = bestScore(curveEnds(own).map(({ score }) => score));
    const { model } = own.find(({ points }) => points.at(-1)!.score === best)!;
    const table = dropVariances(data.tracks);
    const splits = splitsOf(data, "artist", seed);
    const size = Math.min(...splits.map(({ train }) => train.length));
    found.push({ data, score: await scoreSplits(model, table, splits, size, { by: "artist", seed }) });
  }
  return found;
}

/**
 * Trains models on ever more tracks and scores them on others, always the same: each part holds twice the tracks of the one before, the last one all.
 * Tracks have one row each, with the report's features. A fifth of the tracks is scored on; small tables are split several times.
 */
export async function trackCurve(data: ShownData, { seed }: { readonly seed: number }): Promise<TrackCurve[]> {
  const table = dropVariances(data.tracks);
  const splits = splitsOf(data, "track", seed);
  const least = Math.min(...splits.map(({ train }) => train.length));
  const sizes: number[] = [];
  for (let size = least; size >= FEWEST_TRACKS || sizes.length === 0; size = Math.floor(size / 2)) sizes.unshift(size);

  const curves: TrackCurve[] = [];
  for (const model of models(seed)) {
    const points: { tracks: number; score: TrackScore }[] = [];
    for (const size of sizes) {
      points.push({ tracks: size, score: await scoreSplits(model, table, splits, size, { by: "track", seed }) });
    }
    curves.push({ data, model, points });
  }
  return curves;
}

/** The score of each curve's end, where a model has learnt from all tracks that it may. */
export function curveEnds(curves: readonly TrackCurve[]): { readonly data: ShownData; readonly score: TrackScore }[] {
  return curves.map(({ data, points }) => ({ data, score: points.at(-1)!.score }));
}

/** The folds of one cut test each track once: as many of them as the table needs to be steady. */
function splitsOf({ tracks }: ShownData, by: GroupUnit, seed: number): Fold[] {
  return trackFolds(tracks, by, seed)[0]!.slice(0, 2 * repeatsFor(tracks.X.rows) - 1);
}

/** A model's score on the test sides of splits, when it learns from so many tracks of each. */
async function scoreSplits(
  model: ScoredModel,
  table: FeatureTable,
  splits: readonly Fold[],
  size: number,
  { by, seed }: { readonly by: GroupUnit; readonly seed: number },
): Promise<TrackScore> {
  const names = resampledWith(table);
  const hits: number[] = [];
  const groups: string[] = [];
  for (const [i, { train, test }] of splits.entries()) {
    const part = (of: ArrayLike<number>) => ({ X: takeMatrixRows(table.X, of), y: takeItems(table.label, of) });
    const parts = { train: part(randomOrder([...train], seed + i).slice(0, size)), test: part(test) };
    const { actual, predicted } = await evaluate(model.create(), parts);
    actual.forEach((label, row) => hits.push(Number(predicted[row] === label)));
    groups.push(...takeItems(names, test));
  }
  const label = `${model.label}, ${size.toLocaleString("en")} tracks to learn from`;
  return scoreTracks({ id: `${model.id}.${size}`, label, by, hits, groups }, seed);
}

function models(seed: number): readonly ScoredModel[] {
  return [
    { id: "lr", label: "LR", create: () => new LogisticRegression() },
    { id: "rf", label: "RF", create: () => new RandomForestClassifier({ seed }) },
    { id: "mlp", label: "Neural network", create: () => new MLPClassifier({ seed, alpha: 0.01 }) },
  ];
}
