import type { DataSource, FeatureTable } from "../../dataset/index.ts";
import type { Matrix } from "../../ground/index.ts";
import { KNeighborsClassifier, StandardScaler } from "../../models/index.ts";
import { FEATURES } from "../../schema.ts";
import { type GenreConfidence, type GenreModel, genresOfClip } from "../genreModel.ts";
import { SEGMENT_SECONDS } from "../segmentSeconds.ts";
import { describeFeature } from "./describeFeature.ts";
import { type KnownTrack, trackMeans, type TrackMeans } from "./trackMeans.ts";

const SHOWN_FEATURES = 6;
const SHOWN_TRACKS = 5;
/** So many known tracks tell how far tracks are from one another. */
const COMPARED_TRACKS = 500;
/** Segments on which features are tried out: they stand for the whole of a long recording. */
const TRIED_SEGMENTS = 10;

/** A feature on which a verdict rests. */
export interface FeatureWeight {
  readonly feature: string;
  /** In a listener's words. */
  readonly description: string;
  /** The clip's own value: the mean over its segments. */
  readonly value: number;
  /** The share of the known tracks whose value is lower. */
  readonly higherThan: number;
  /** By how much the confidence in the clip's genre falls where this feature is made that of a middling track. */
  readonly weight: number;
}

/** A known track and how far the clip is from it. */
export interface NearTrack extends KnownTrack {
  /** Euclidean distance of the means of all features, each in standard deviations over the known tracks. */
  readonly distance: number;
}

/** What a clip is taken for, and why. */
export interface ClipVerdict {
  /** All genres, the likeliest first. */
  readonly genres: readonly GenreConfidence[];
  /** The likeliest genre of every 3 seconds. */
  readonly segments: readonly (GenreConfidence & { readonly from: number })[];
  /** What the verdict rests on, the weightiest first; none where no single feature matters. */
  readonly features: readonly FeatureWeight[];
  /** The most similar tracks that the model has learnt from, the nearest first. */
  readonly nearest: readonly NearTrack[];
  /** Whether the clip is farther from all known tracks than any of these is from the others: hardly music that the model can know. */
  readonly isStrange: boolean;
}

/** Tells the genre of clips of real music, and what the answer rests on. */
export class ClipJudge {
  readonly model: GenreModel;
  /** The music that the model has learnt from. */
  readonly source: DataSource;
  readonly #known: TrackMeans;
  readonly #scaler: StandardScaler;
  readonly #neighbours: KNeighborsClassifier;
  /** The distance of the loneliest known track to its nearest. */
  readonly #farthest: number;
  readonly #columns: readonly number[];
  /** Each feature's values over the known tracks, sorted. */
  readonly #sorted: readonly Float64Array[];

  private constructor(
    model: GenreModel,
    source: DataSource,
    known: TrackMeans,
    neighbours: KNeighborsClassifier,
    scaler: StandardScaler,
    farthest: number,
  ) {
    this.model = model;
    this.source = source;
    this.#known = known;
    this.#scaler = scaler;
    this.#neighbours = neighbours;
    this.#farthest = farthest;
    this.#columns = model.features.map((name) => FEATURES.indexOf(name));
    const { data, rows, columns } = known.X;
    this.#sorted = model.features.map((_, j) =>
      Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]!).sort(),
    );
  }

  /** @param segments the table that the model was trained on */
  static async create(model: GenreModel, source: DataSource, segments: FeatureTable): Promise<ClipJudge> {
    const known = trackMeans(segments);
    const scaler = new StandardScaler().fit(known.X);
    const neighbours = new KNeighborsClassifier({ nNeighbors: 1 });
    await neighbours.train(
      scaler.transform(known.X),
      known.tracks.map(({ genre }) => genre),
    );
    return new ClipJudge(
      model,
      source,
      known,
      neighbours,
      scaler,
      await farthestNeighbour(neighbours, scaler.transform(known.X)),
    );
  }

  /**
   * Judges a clip by the features of its 3-second segments.
   * @param segments the 57 features of each, in the order of `FEATURES`; at least one
   */
  async judge(segments: readonly Float64Array[]): Promise<ClipVerdict> {
    const bySegment = await this.model.classify(segments);
    const genres = genresOfClip(bySegment);
    const nearest = await this.#nearest(segments);
    return {
      genres,
      segments: bySegment.map(([likeliest], i) => ({ from: i * SEGMENT_SECONDS, ...likeliest! })),
      features: await this.#weigh(genres[0]!.genre, segments),
      nearest,
      isStrange: nearest[0]!.distance > this.#farthest,
    };
  }

  /** Occlusion (Zeiler and Fergus 2014, for images): how much the model misses a feature that is made that of a middling track. */
  async #weigh(genre: string, segments: readonly Float64Array[]): Promise<FeatureWeight[]> {
    const count = Math.min(TRIED_SEGMENTS, segments.length);
    const tried = Array.from({ length: count }, (_, i) => segments[Math.floor((i * segments.length) / count)]!);
    const variants = this.#columns.flatMap((column, j) =>
      tried.map((features) => {
        const variant = features.slice();
        variant[column] = middle(this.#sorted[j]!);
        return variant;
      }),
    );
    const judged = await this.model.classify([...tried, ...variants]);
    const confidenceIn = (from: number): number =>
      judged
        .slice(from, from + count)
        .reduce((sum, genres) => sum + genres.find((one) => one.genre === genre)!.confidence, 0) / count;
    const whole = confidenceIn(0);
    return this.#columns
      .map((column, j): FeatureWeight => {
        const feature = this.model.features[j]!;
        const value = segments.reduce((sum, features) => sum + features[column]!, 0) / segments.length;
        const weight = whole - confidenceIn((j + 1) * count);
        return {
          feature,
          description: describeFeature(feature),
          value,
          higherThan: shareBelow(this.#sorted[j]!, value),
          weight,
        };
      })
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, SHOWN_FEATURES);
  }

  async #nearest(segments: readonly Float64Array[]): Promise<NearTrack[]> {
    const data = Float64Array.from(
      this.#columns,
      (column) => segments.reduce((sum, features) => sum + features[column]!, 0) / segments.length,
    );
    const X = this.#scaler.transform({ data, rows: 1, columns: data.length });
    const { indices, distances } = await this.#neighbours.kneighbors(
      X,
      Math.min(SHOWN_TRACKS, this.#known.tracks.length),
    );
    return Array.from(indices, (index, i) => ({ ...this.#known.tracks[index]!, distance: distances[i]! }));
  }
}

/** The largest distance of a track to the nearest other one, among some of the tracks. */
async function farthestNeighbour(neighbours: KNeighborsClassifier, { data, rows, columns }: Matrix): Promise<number> {
  if (rows < 2) return Infinity;
  const count = Math.min(COMPARED_TRACKS, rows);
  const some = new Float64Array(count * columns);
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * rows) / count);
    some.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  // The first neighbour of each is itself.
  const { distances } = await neighbours.kneighbors({ data: some, rows: count, columns }, 2);
  return Math.max(...Array.from({ length: count }, (_, i) => distances[2 * i + 1]!));
}

function middle(sorted: Float64Array): number {
  return sorted[sorted.length >> 1]!;
}

function shareBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const at = (low + high) >> 1;
    if (sorted[at]! < value) low = at + 1;
    else high = at;
  }
  return low / sorted.length;
}
