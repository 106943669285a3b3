import { HEARING_SECONDS, type HeardSignal, SILENCE } from "../../audio/index.ts";
import type { FeatureTable } from "../../dataset/index.ts";
import { type Matrix, quantile, takeMatrixRows } from "../../ground/index.ts";
import {
  arrayFromJSON,
  arrayToJSON,
  type ClassifierJSON,
  crossValPredict,
  type Fold,
  type Interval,
  kFold,
  LabelEncoder,
  LogisticRegression,
  type LogisticRegressionOptions,
  type SavedModel,
  StandardScaler,
  type StandardScalerJSON,
  type TypedArrayJSON,
  wilsonInterval,
} from "../../models/index.ts";
import { EMBEDDING_FEATURES, TAGS } from "../../schema.ts";
import { apartOf, FEW_SEGMENTS, type Songs, songsOf, variation } from "./songs.ts";
import { Strangeness } from "./strangeness.ts";
import { telephoneWays } from "./telephoneWays.ts";
import { calibrationError, fitTemperature, tempered } from "./temperature.ts";

/** The version of saved models; others are not read. */
const VERSION = 3;
export const HEARING_MODEL = "HearingModel";
/** Inverse strength of the regression's penalty: of values from 0.001 to 1, the one with the smallest log loss by artist on the sample. */
const C = 0.01;
const FOLDS = 10;
/** Strangeness is averaged over this many divisions into folds, because it depends on which songs are kept apart. */
const REPEATS = 2;
const SEED = 1;
/** The number of segments of a song in the tables. */
const WHOLE = 10;
/** The share of songs with their artist kept apart that each of the two tests for the unknown may reject. */
const REFUSED = 0.01;
/**
 * Beyond this `speechLikeness`, someone talks without music: halfway between the sample's fourth highest song and the lowest of the voices
 * it was chosen with. The limit is the same for all models, because tables don't contain the signal.
 */
export const SPEECH = 0.063;
/** How many of the sample's songs lie beyond it, among them a recorded interview: its cost, whatever a model was trained on. */
export const SPOKEN_SONGS = { refused: 2, of: 160 } as const;
const SHOWN_TRACKS = 5;
const SHOWN_TAGS = 5;

/** How sure a model is of a genre, 0 to 1. */
export interface GenreConfidence {
  readonly genre: string;
  readonly confidence: number;
}

/** How good a model is, measured on songs by artists it had not seen. */
export interface HeldOut {
  /** The share of songs whose genre it predicts correctly, with its 95 % interval. */
  readonly accuracy: number;
  readonly interval: Interval;
  /** Expected calibration error, ten bins. */
  readonly calibrationError: number;
  /** The share of songs it gives no answer for, not counting those it takes for talk (see `SPOKEN_SONGS`). */
  readonly refused: number;
  /** For each genre, how often each genre is predicted: rows are the true ones. In the order of `genres`. */
  readonly confusion: readonly (readonly number[])[];
}

/** What a model was trained on. */
export interface LearntFrom {
  readonly songs: number;
  /** What was kept apart when measuring the model: only songs if artists are unknown or a genre has only one. */
  readonly apart: "artist" | "song";
  /** How many of them; each song whose artist is unknown counts as one. */
  readonly groups: number;
  /** SHA-256 of the table's file. */
  readonly sha256: string;
}

/** One of the model's training songs, and how far away it is. */
export interface NearSong {
  readonly track: string;
  readonly genre: string;
  readonly artist: string | null;
  /** Euclidean distance of the network's features, each in standard deviations over the songs. */
  readonly distance: number;
}

/** What a recording is taken for. */
export interface Judgement {
  /** Why there is no answer: not music that the model knows. Absent if there is one. */
  readonly unknown?: "silent" | "unchanging" | "speech" | "strange";
  /** All genres with their probability, most likely first. */
  readonly genres: readonly GenreConfidence[];
  /** The tags that the network finds most likely. */
  readonly tags: readonly { readonly tag: string; readonly probability: number }[];
  readonly nearest: readonly NearSong[];
  /** Every 3 seconds. */
  readonly segments: readonly { readonly from: number; readonly genres: readonly GenreConfidence[] }[];
}

/** Why a recording gets no answer, in words. */
export const UNKNOWN_REASONS: Readonly<Record<NonNullable<Judgement["unknown"]>, string>> = {
  silent: "there is nothing to hear",
  unchanging: "nothing changes from one 3 seconds to the next",
  speech: "someone talks in it, without music",
  strange: "it sounds like none of the songs that the model has learnt from",
};

interface HearingModelJSON extends SavedModel {
  readonly name: typeof HEARING_MODEL;
  readonly version: number;
  readonly learntFrom: LearntFrom;
  readonly heldOut: HeldOut;
  readonly temperature: number;
  readonly limits: Limits;
  readonly classifier: ClassifierJSON<LogisticRegressionOptions>;
  readonly scaler: StandardScalerJSON;
  readonly songs: {
    readonly track: readonly string[];
    readonly label: readonly string[];
    readonly artist: readonly (string | null)[];
    readonly X: TypedArrayJSON;
  };
  readonly mean: TypedArrayJSON;
  readonly axes: TypedArrayJSON;
}

/** Anything beyond these is not music the model knows. */
interface Limits {
  /** The greatest strangeness of a song, and that of a single segment. */
  readonly strangeness: number;
  readonly strangenessOfOne: number;
  /** The smallest variation between segments, and that of two and of three segments. */
  readonly variation: number;
  readonly variationOfThree: number;
  readonly variationOfTwo: number;
}

type Parts = Omit<
  HearingModelJSON,
  "name" | "version" | "features" | "classifier" | "scaler" | "songs" | "mean" | "axes"
> & {
  readonly classifier: LogisticRegression;
  readonly scaler: StandardScaler;
  readonly strangeness: Strangeness;
  /** Standardised. */
  readonly songs: Omit<Songs, "variation" | "variationOfTwo" | "variationOfThree" | "single">;
};

/**
 * Predicts the genre from the network's features, and says when it doesn't know: a logistic regression on the standardised mean of the
 * network's penultimate layer, with probabilities calibrated on songs by artists it had not seen.
 * @example
 * import { HearingModel } from "../src/app/index.ts";
 * import { hearSignal, load } from "../src/audio/index.ts";
 * import { takeRows } from "../src/dataset/index.ts";
 * import { learnedMusic } from "../src/study/hearing/index.ts";
 * const { segments } = (await learnedMusic("sample")).descriptions[1]!;
 * const rows = [...segments.label.keys()].filter((row) => ["Folk", "Rock"].includes(segments.label[row]!));
 * const model = await HearingModel.train(takeRows(segments, rows));
 * const { genres } = await model.judge(hearSignal(await load("song.wav"), 22050));
 * [genres.length, model.heldOut.accuracy]; // => [2, 0.85]
 */
export class HearingModel {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Trains on a table of segments with the network's features. Its quality, the temperature of its probabilities and the limits of what
   * it knows are measured on folds whose artists (or songs, if artists are unknown) it had not seen; copies of a recording are on one side.
   * @throws RangeError if there are fewer than two genres or songs, or all songs are one recording
   */
  static async train(table: FeatureTable): Promise<HearingModel> {
    const songs = songsOf(table);
    const { X, label } = songs;
    if (X.data.every((value, i) => value === X.data[i % X.columns])) {
      throw new RangeError(`all ${X.rows} are the same recording`);
    }
    const { by: apart, groups } = apartOf(songs);
    if (new Set(groups).size < 2) throw new RangeError(`all ${X.rows} are by one artist, or the same recording`);
    const folds = foldsOf(songs, groups, SEED);
    const heldOut = await crossValPredict(() => new LogisticRegression({ C }), X, label, folds);
    const strangeness = heldOutStrangeness(songs, groups);
    const truth = new LabelEncoder(heldOut.classes).encode(label);
    const temperature = fitTemperature(heldOut.proba, truth);
    const limits = {
      strangeness: quantile(strangeness.whole.slice().sort(), 1 - REFUSED),
      strangenessOfOne: quantile(strangeness.single.slice().sort(), 1 - REFUSED),
      variation: quantile(songs.variation.filter(Number.isFinite).sort(), REFUSED),
      variationOfThree: quantile(songs.variationOfThree.filter(Number.isFinite).sort(), REFUSED),
      variationOfTwo: quantile(songs.variationOfTwo.filter(Number.isFinite).sort(), REFUSED),
    };
    const refused = songs.variation.filter(
      (value, row) => value < limits.variation || strangeness.whole[row]! > limits.strangeness,
    );
    const hits = heldOut.predicted.filter((genre, row) => genre === label[row]).length;

    const scaler = new StandardScaler().fit(X);
    const Z = scaler.transform(X);
    const classifier = new LogisticRegression({ C });
    await classifier.train(Z, label);
    return new HearingModel({
      learntFrom: { songs: X.rows, apart, groups: new Set(groups).size, sha256: table.sha256 },
      heldOut: {
        accuracy: hits / X.rows,
        interval: wilsonInterval(hits, X.rows),
        calibrationError: calibrationError(tempered(heldOut.proba, temperature), truth),
        refused: refused.length / X.rows,
        confusion: confusionOf(
          truth,
          heldOut.predicted.map((genre) => heldOut.classes.indexOf(genre)),
          heldOut.classes.length,
        ),
      },
      temperature,
      limits,
      classifier,
      scaler,
      strangeness: Strangeness.of(Z, telephoneWays(scaler)),
      songs: { X: Z, track: songs.track, label, artist: songs.artist },
    });
  }

  get genres(): string[] {
    return this.#parts.classifier.classes.map(String);
  }

  get learntFrom(): LearntFrom {
    return this.#parts.learntFrom;
  }

  get heldOut(): HeldOut {
    return this.#parts.heldOut;
  }

  /** @param heard a signal from `hearSignal` or `hearRecording`, with at least one segment */
  async judge({ segments, level, speech }: HeardSignal): Promise<Judgement> {
    const { scaler, songs } = this.#parts;
    const embeddings = segments.map(({ embedding }) => embedding);
    const rows = [meanOf(embeddings), ...embeddings];
    const columns = EMBEDDING_FEATURES.length;
    const X = scaler.transform({
      data: Float64Array.from(rows.flatMap((row) => [...row])),
      rows: rows.length,
      columns,
    });
    const [genres, ...bySegment] = await this.#genresOf(X);
    const clip = { data: X.data.subarray(0, columns), rows: 1, columns };
    const unknown = this.#unknown(clip, embeddings, { level, speech });
    const tags = meanOf(segments.map((segment) => segment.tags));
    return {
      ...(unknown === undefined ? {} : { unknown }),
      genres: genres!,
      tags: Array.from(tags, (probability, i) => ({ tag: TAGS[i]!, probability }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, SHOWN_TAGS),
      nearest: songs.track
        .map((track, row): NearSong => {
          let squares = 0;
          for (let j = 0; j < columns; j++) squares += (clip.data[j]! - songs.X.data[row * columns + j]!) ** 2;
          const distance = Math.sqrt(squares);
          return { track, genre: songs.label[row]!, artist: songs.artist[row] ?? null, distance };
        })
        .sort((a, b) => a.distance - b.distance)
        .slice(0, SHOWN_TRACKS),
      segments: bySegment.map((of, i) => ({ from: HEARING_SECONDS * i, genres: of })),
    };
  }

  async #genresOf(X: Matrix): Promise<GenreConfidence[][]> {
    const { classifier, temperature } = this.#parts;
    const { data, columns } = tempered(await classifier.predictProba(X), temperature);
    return Array.from({ length: X.rows }, (_, row) =>
      this.genres
        .map((genre, k) => ({ genre, confidence: data[row * columns + k]! }))
        .sort((a, b) => b.confidence - a.confidence || (a.genre < b.genre ? -1 : 1)),
    );
  }

  #unknown(
    clip: Matrix,
    embeddings: readonly ArrayLike<number>[],
    { level, speech }: Pick<HeardSignal, "level" | "speech">,
  ): Judgement["unknown"] {
    const { limits, strangeness } = this.#parts;
    if (level < SILENCE) return "silent";
    const ofFew = embeddings.length === FEW_SEGMENTS - 1 ? limits.variationOfThree : limits.variationOfTwo;
    const least = embeddings.length < FEW_SEGMENTS ? ofFew : limits.variation;
    if (variation(embeddings) < least) return "unchanging";
    if (speech > SPEECH) return "speech";
    // The mean over fewer segments is less certain, in proportion to 1 / their number.
    const haste = Math.max(0, (1 / embeddings.length - 1 / WHOLE) / (1 - 1 / WHOLE));
    const limit = limits.strangeness + haste * (limits.strangenessOfOne - limits.strangeness);
    return strangeness.of(clip)[0]! > limit ? "strange" : undefined;
  }

  /** Returns a plain object that survives `JSON.stringify`; `load` is its inverse. */
  toJSON(): HearingModelJSON {
    const { classifier, scaler, strangeness, songs, ...rest } = this.#parts;
    const { X, track, label, artist } = songs;
    return {
      name: HEARING_MODEL,
      version: VERSION,
      features: EMBEDDING_FEATURES,
      ...rest,
      classifier: classifier.toJSON() as ClassifierJSON<LogisticRegressionOptions>,
      scaler: scaler.toJSON(),
      songs: { track, label, artist, X: arrayToJSON(Float32Array.from(X.data)) },
      mean: arrayToJSON(strangeness.mean),
      axes: arrayToJSON(strangeness.axes),
    };
  }

  /** @throws RangeError if `json` is not a saved model of this version */
  static load(json: unknown): HearingModel {
    const saved = (json ?? {}) as Partial<HearingModelJSON>;
    if (saved.name !== HEARING_MODEL || saved.version !== VERSION) {
      throw new RangeError(`it is no saved model of hearing of version ${VERSION}: train it anew`);
    }
    const { classifier, scaler, songs, mean, axes, learntFrom, heldOut, temperature, limits } =
      saved as HearingModelJSON;
    const X = Float64Array.from(arrayFromJSON(songs.X, "Float32Array"));
    return new HearingModel({
      learntFrom,
      heldOut,
      temperature,
      limits,
      classifier: LogisticRegression.load(classifier),
      scaler: StandardScaler.load(scaler),
      strangeness: new Strangeness(arrayFromJSON(mean, "Float64Array"), arrayFromJSON(axes, "Float64Array")),
      songs: { ...songs, X: { data: X, rows: songs.track.length, columns: EMBEDDING_FEATURES.length } },
    });
  }
}

function foldsOf({ X, label }: Songs, groups: readonly string[], seed: number): Fold[] {
  const folds = Math.max(2, Math.min(FOLDS, new Set(groups).size));
  return kFold(X.rows, { folds, seed, stratify: label, groups });
}

/** How strange songs, and single segments of them, are among the songs of other folds. */
function heldOutStrangeness(
  songs: Songs,
  groups: readonly string[],
): { readonly whole: Float64Array; readonly single: Float64Array } {
  const { X, single } = songs;
  const sums = { whole: new Float64Array(X.rows), single: new Float64Array(X.rows) };
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const { train, test } of foldsOf(songs, groups, SEED + repeat)) {
      const seen = takeMatrixRows(X, train);
      const scaler = new StandardScaler().fit(seen);
      const among = Strangeness.of(scaler.transform(seen), telephoneWays(scaler));
      const whole = among.of(scaler.transform(takeMatrixRows(X, test)));
      const one = among.of(scaler.transform(takeMatrixRows(single, test)));
      test.forEach((row, i) => {
        sums.whole[row]! += whole[i]! / REPEATS;
        sums.single[row]! += one[i]! / REPEATS;
      });
    }
  }
  return sums;
}

function meanOf(rows: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(
    { length: rows[0]!.length },
    (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length,
  );
}

function confusionOf(truth: ArrayLike<number>, predicted: readonly number[], classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  predicted.forEach((named, row) => counts[truth[row]!]![named]!++);
  return counts;
}
