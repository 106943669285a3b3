import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import type { ReplicaTables } from "../../src/dataset/replica.ts";
import { sampleTracks } from "../../src/dataset/sampleTracks.ts";
import { dropVariances, selectFeatures } from "../../src/dataset/selectFeatures.ts";
import { splitByGroup, splitRows } from "../../src/dataset/splitRows.ts";
import { takeSplit } from "../../src/dataset/takeRows.ts";
import { accuracy } from "../../src/models/accuracy.ts";
import { evaluate } from "../../src/models/evaluate.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { LogisticRegression } from "../../src/models/logisticRegression.ts";
import { takeMatrixRows } from "../../src/ground/index.ts";
import { RandomForestClassifier } from "../../src/models/randomForestClassifier.ts";
import { crossValPredict } from "../../src/models/selection/crossValPredict.ts";
import { kFold } from "../../src/models/selection/folds.ts";
import { correlationMatrix } from "../../src/study/common/correlationMatrix.ts";

/** A figure on real music and on draws of the replica. */
export interface FidelityFigure {
  readonly name: string;
  /** Absent if the figure is a distance between the two. */
  readonly real?: number;
  /** The mean over the draws. */
  readonly replica: number;
  /** The smallest and largest of the draws. */
  readonly range: readonly [number, number];
  /** Where 95 % of real collections of that size lie, if it is known: what a single one of them can tell. */
  readonly realRange?: readonly [number, number];
  /** How far apart real and replica may be, or how large a distance. */
  readonly allowed: number;
}

type Rows = Pick<FeatureTable, "X" | "label">;
/** Tracks, one a row, and who made them. */
export type ArtistRows = Rows & { readonly artist: readonly (string | null | undefined)[] };

const TEST_SIZE = 0.25;
export const ACCURACY_ALLOWED = 0.02;
const FOLDS = 4;
export const MODELS = {
  "logistic regression": () => new LogisticRegression(),
  "3 nearest neighbours": () => new KNeighborsClassifier({ nNeighbors: 3 }),
  "random forest": () => new RandomForestClassifier({ seed: 1 }),
};

/**
 * How similar the replica is to whole clips of many real tracks: accuracies of the three models, distributions of single features, and
 * correlations.
 * @param real the tracks, with the artist of each if known
 * @param draws clips of replicas drawn with different seeds
 * @param splits the number of random splits an accuracy is averaged over
 */
export async function clipFidelity(
  real: ArtistRows & { readonly features: readonly string[] },
  draws: readonly FeatureTable[],
  splits: number,
): Promise<FidelityFigure[]> {
  const replicas = draws.map((table) => selectFeatures(table, real.features));
  const figures: FidelityFigure[] = [];
  for (const [name, model] of Object.entries(MODELS)) {
    const score = (table: Rows): Promise<number[]> => scores(table, model, splits);
    const [realScores, ...replicaScores] = await inTurn([real, ...replicas], score);
    for (const [part, title] of ["train", "test"].entries()) {
      const ours = replicaScores.map((both) => both[part]!);
      figures.push(figure(`${name}, ${title} accuracy`, realScores![part]!, ours, ACCURACY_ALLOWED));
    }
  }
  const known = [real, ...replicas].map((table) => ofKnownArtists(table as ArtistRows));
  for (const [name, model] of Object.entries(MODELS)) {
    const [realScore, ...ours] = await inTurn(known, (table) => scoreByArtist(table, model));
    figures.push(figure(`${name}, test accuracy, artists kept apart`, realScore, ours, ACCURACY_ALLOWED));
  }

  const distances = replicas.map(({ X }) =>
    Math.max(...real.features.map((_, i) => kolmogorovSmirnov(columnOf(real.X, i), columnOf(X, i)))),
  );
  figures.push(figure("largest Kolmogorov-Smirnov distance of a feature", undefined, distances, 0.05));
  const realCorrelation = correlationMatrix(real.X).flat();
  const differences = replicas.map((table) => {
    const ours = correlationMatrix(table.X).flat();
    return ours.reduce((sum, r, i) => sum + Math.abs(r - realCorrelation[i]!), 0) / ours.length;
  });
  figures.push(figure("mean absolute difference of the correlations", undefined, differences, 0.03));
  return figures;
}

/**
 * How similar the replica's segments are to those of few real clips: three nearest neighbours on random rows and by track, with as many
 * tracks drawn from the replica as there are real ones.
 * @param replicas drawn with different seeds: which large artists are there, and where they lie, differs
 * @param draws how many times tracks are drawn, from one replica after the other
 * @param splits on how many random splits each draw is scored
 */
export async function segmentFidelity(
  sample: FeatureTable,
  replicas: readonly Pick<ReplicaTables, "segments">[],
  draws: number,
  splits: number,
): Promise<FidelityFigure[]> {
  const real = dropVariances(sample);
  const ours = Array.from({ length: draws }, (_, i) =>
    dropVariances(sampleTracks(replicas[i % replicas.length]!.segments, sample.X.rows, 1000 * (i + 1))),
  );
  return figuresOfSegments(`${new Set(real.track).size} tracks' segments`, real, ours, splits, {
    row: 0.03,
    track: 0.03,
  });
}

/**
 * How similar segments that are drawn for the sample's own clips are to the real ones. The clips are the same, so no chance in which tracks are
 * compared, and nothing of how drawn genres lie to each other, is in these figures.
 * @param redrawn the sample's clips with segments drawn anew, with different seeds
 * @param splits on how many random splits each draw is scored
 */
export function redrawnFidelity(
  sample: FeatureTable,
  redrawn: readonly Pick<ReplicaTables, "segments">[],
  splits: number,
): Promise<FidelityFigure[]> {
  const ours = redrawn.map(({ segments }) => dropVariances(segments));
  return figuresOfSegments("segments drawn for the real clips", dropVariances(sample), ours, splits, {
    row: 0.03,
    track: ACCURACY_ALLOWED,
  });
}

async function figuresOfSegments(
  name: string,
  real: FeatureTable,
  ours: readonly FeatureTable[],
  splits: number,
  allowed: Readonly<Record<"row" | "track", number>>,
): Promise<FidelityFigure[]> {
  const figures: FidelityFigure[] = [];
  for (const by of ["row", "track"] as const) {
    const score = async (table: FeatureTable, count: number): Promise<number> =>
      (await scores(table, MODELS["3 nearest neighbours"], count, by === "track" ? table.track : undefined))[1]!;
    // A test part of 24 tracks says little, so the real tracks are split as often as all draws together.
    const realScore = await score(real, ours.length * splits);
    const ourScores = await inTurn(ours, (table) => score(table, splits));
    figures.push(figure(`${name}, 3 nearest neighbours, test accuracy by ${by}`, realScore, ourScores, allowed[by]));
  }
  return figures;
}

export type NewModel = () => KNeighborsClassifier | LogisticRegression | RandomForestClassifier;

export function ofKnownArtists({ X, label, artist }: ArtistRows): ArtistRows {
  const rows = [...artist.keys()].filter((row) => artist[row] != null);
  const pick = <Item>(items: readonly Item[]): Item[] => rows.map((row) => items[row]!);
  return { X: takeMatrixRows(X, rows), label: pick(label), artist: pick(artist) };
}

/** The share of rows that are named rightly by a model which has met no track of their artist: folds of artists, genres alike in each. */
export async function scoreByArtist({ X, label, artist }: ArtistRows, model: NewModel, seed = 1): Promise<number> {
  const folds = kFold(X.rows, { folds: FOLDS, seed, stratify: label, groups: artist });
  const { predicted } = await crossValPredict(model, X, label, folds);
  return accuracy(label, predicted);
}

/** Train and test accuracy, means over splits; groups stay on one side. */
async function scores(table: Rows, model: NewModel, splits: number, groups?: readonly unknown[]): Promise<number[]> {
  let [train, test] = [0, 0];
  for (let seed = 1; seed <= splits; seed++) {
    const options = { testSize: TEST_SIZE, seed };
    const split = groups ? splitByGroup(groups, options) : splitRows(table.X.rows, options);
    const result = await evaluate(model(), takeSplit(table, split));
    train += result.trainAccuracy / splits;
    test += result.testAccuracy / splits;
  }
  return [train, test];
}

export async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

export function figure(
  name: string,
  real: number | undefined,
  ours: readonly number[],
  allowed: number,
): FidelityFigure {
  return {
    name,
    replica: ours.reduce((sum, value) => sum + value, 0) / ours.length,
    range: [Math.min(...ours), Math.max(...ours)],
    allowed,
    ...(real === undefined ? {} : { real }),
  };
}

function columnOf(X: FeatureTable["X"], column: number): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, row) => X.data[row * X.columns + column]!);
}

/** The largest difference between the shares of two lists that lie below a value. */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): number {
  const [x, y] = [a.slice().sort(), b.slice().sort()];
  let largest = 0;
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    const value = Math.min(x[i]!, y[j]!);
    while (x[i] === value) i++;
    while (y[j] === value) j++;
    largest = Math.max(largest, Math.abs(i / x.length - j / y.length));
  }
  return largest;
}
