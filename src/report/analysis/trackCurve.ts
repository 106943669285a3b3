import { takeItems, takeMatrixRows } from "../../dataset/takeRows.ts";
import { dropVariances } from "../../dataset/selectFeatures.ts";
import { evaluate } from "../../models/evaluate.ts";
import { LogisticRegression } from "../../models/logisticRegression.ts";
import { MLPClassifier } from "../../models/mlpClassifier.ts";
import { RandomForestClassifier } from "../../models/randomForestClassifier.ts";
import { randomOrder } from "../../models/selection/randomOrder.ts";
import type { ScoredModel } from "./crossValidateTracks.ts";
import type { ShownData } from "./musicBeside.ts";
import { repeatsFor, trackFolds } from "./trackFolds.ts";
import { scoreTracks, type TrackScore } from "./trackScore.ts";

/** How one model does with more and more tracks to learn from. */
export interface TrackCurve {
  readonly data: ShownData;
  readonly model: ScoredModel;
  readonly points: readonly { readonly tracks: number; readonly score: TrackScore }[];
}

/** The shortest part that is learned from. */
const FEWEST_TRACKS = 25;

/**
 * Trains models on ever more tracks and scores them on others, always the same: each part holds twice the tracks of the one before, the last one all.
 * Tracks have one row each, with the report's features. A fifth of the tracks is scored on; small tables are split several times.
 */
export async function trackCurve(data: ShownData, { seed }: { readonly seed: number }): Promise<TrackCurve[]> {
  const table = dropVariances(data.tracks);
  // The folds of one cut test each track once: as many of them as the table needs to be steady.
  const splits = trackFolds(table, "track", seed)[0]!.slice(0, 2 * repeatsFor(table.X.rows) - 1);
  const least = Math.min(...splits.map(({ train }) => train.length));
  const sizes: number[] = [];
  for (let size = least; size >= FEWEST_TRACKS || sizes.length === 0; size = Math.floor(size / 2)) sizes.unshift(size);

  const curves: TrackCurve[] = [];
  for (const model of models(seed)) {
    const points: { tracks: number; score: TrackScore }[] = [];
    for (const size of sizes) {
      const hits: number[] = [];
      const groups: string[] = [];
      for (const [i, { train, test }] of splits.entries()) {
        const rows = randomOrder([...train], seed + i).slice(0, size);
        const part = (of: ArrayLike<number>) => ({ X: takeMatrixRows(table.X, of), y: takeItems(table.label, of) });
        const { actual, predicted } = await evaluate(model.create(), { train: part(rows), test: part(test) });
        actual.forEach((label, row) => hits.push(Number(predicted[row] === label)));
        groups.push(...takeItems(table.track, test));
      }
      const id = `${model.id}.${size}`;
      const label = `${model.label}, ${size.toLocaleString("en")} tracks to learn from`;
      points.push({ tracks: size, score: scoreTracks({ id, label, by: "track", hits, groups }, seed) });
    }
    curves.push({ data, model, points });
  }
  return curves;
}

/** The score of each curve's end, where a model has learnt from all tracks that it may. */
export function curveEnds(curves: readonly TrackCurve[]): { readonly data: ShownData; readonly score: TrackScore }[] {
  return curves.map(({ data, points }) => ({ data, score: points.at(-1)!.score }));
}

function models(seed: number): readonly ScoredModel[] {
  return [
    { id: "lr", label: "LR", create: () => new LogisticRegression() },
    { id: "rf", label: "RF", create: () => new RandomForestClassifier({ seed }) },
    { id: "mlp", label: "Neural network", create: () => new MLPClassifier({ seed, alpha: 0.01 }) },
  ];
}
