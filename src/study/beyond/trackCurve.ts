import { dropVariances, type FeatureTable } from "../../dataset/index.ts";
import { randomOrder, takeItems, takeMatrixRows } from "../../ground/index.ts";
import { evaluate, type Fold, LogisticRegression, MLPClassifier, RandomForestClassifier } from "../../models/index.ts";
import type { ScoredModel } from "./crossValidateTracks.ts";
import type { ShownData } from "./shownData.ts";
import { repeatsFor, trackFolds } from "./trackFolds.ts";
import { scoreTracks, type TrackScore } from "./trackScore.ts";
import { resampledWith } from "../common/index.ts";

/** One model's score as the number of training tracks grows. */
export interface TrackCurve {
  readonly data: ShownData;
  readonly model: ScoredModel;
  readonly points: readonly { readonly tracks: number; readonly score: TrackScore }[];
}

/** The smallest training part. */
const FEWEST_TRACKS = 12;

/**
 * Trains models on more and more tracks and scores them on the same held-out ones. Each training part is twice the one before, and the
 * last has all tracks. Tracks have one row each, with the report's features. A fifth of the tracks is held out; small tables are split
 * several times.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { shownData, trackCurve } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const [lr] = await trackCurve(shown!, { seed: 1 });
 * lr!.points.map(({ tracks, score }) => [tracks, score.accuracy]); // => [[16, 0.177], [32, 0.219], [64, 0.250], [128, 0.240]]
 */
export async function trackCurve(data: ShownData, { seed }: { readonly seed: number }): Promise<TrackCurve[]> {
  const table = dropVariances(data.tracks);
  const splits = splitsOf(data, seed);
  const least = Math.min(...splits.map(({ train }) => train.length));
  const sizes: number[] = [];
  for (let size = least; size >= FEWEST_TRACKS || sizes.length === 0; size = Math.floor(size / 2)) sizes.unshift(size);

  const curves: TrackCurve[] = [];
  for (const model of models(seed)) {
    const points: { tracks: number; score: TrackScore }[] = [];
    for (const size of sizes) {
      points.push({ tracks: size, score: await scoreSplits(model, table, splits, size, seed) });
    }
    curves.push({ data, model, points });
  }
  return curves;
}

/** The folds of one cross-validation test each track once; as many of them are used as the table needs for a stable score. */
function splitsOf({ tracks }: ShownData, seed: number): Fold[] {
  return trackFolds(tracks, "track", seed)[0]!.slice(0, 2 * repeatsFor(tracks.X.rows) - 1);
}

/** A model's score on the test parts of the splits, trained on the given number of tracks of each. */
async function scoreSplits(
  model: ScoredModel,
  table: FeatureTable,
  splits: readonly Fold[],
  size: number,
  seed: number,
): Promise<TrackScore> {
  const names = resampledWith(table);
  const hits: number[] = [];
  const groups: string[] = [];
  for (const [i, { train, test }] of splits.entries()) {
    const part = (of: ArrayLike<number>) => ({ X: takeMatrixRows(table.X, of), y: takeItems(table.label, of) });
    const parts = { train: part(shuffledByGenre(train, table.label, seed + i).slice(0, size)), test: part(test) };
    const { actual, predicted } = await evaluate(model.create(), parts);
    actual.forEach((label, row) => hits.push(Number(predicted[row] === label)));
    groups.push(...takeItems(names, test));
  }
  const label = `${model.label}, ${size.toLocaleString("en")} tracks to learn from`;
  return scoreTracks({ id: `${model.id}.${size}`, label, by: "track", hits, groups }, seed);
}

/** Shuffles rows so that every prefix has about the same share of each genre. */
function shuffledByGenre(rows: Uint32Array, label: readonly string[], seed: number): number[] {
  const byGenre = new Map<string, number[]>();
  for (const row of randomOrder([...rows], seed)) {
    const own = byGenre.get(label[row]!);
    if (own) own.push(row);
    else byGenre.set(label[row]!, [row]);
  }
  return [...byGenre.values()]
    .flatMap((own) => own.map((row, rank) => ({ row, place: (rank + 0.5) / own.length })))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

function models(seed: number): readonly ScoredModel[] {
  return [
    { id: "lr", label: "LR", create: () => new LogisticRegression() },
    { id: "rf", label: "RF", create: () => new RandomForestClassifier({ seed }) },
    { id: "mlp", label: "Neural network", create: () => new MLPClassifier({ seed, alpha: 0.01 }) },
  ];
}
