import {
  accuracy,
  type ClassifierJSON,
  RandomForestClassifier,
  type RandomForestOptions,
  type SavedModel,
} from "../models/index.ts";
import { type FeatureTable, reportSplit, takeSplit } from "../dataset/index.ts";
import { FEATURES } from "../schema.ts";

/** The version of saved models: others are not read. */
const VERSION = 1;
/** Splits by track over which the model's accuracy is measured. */
const SPLITS = 5;

/** How sure a model is of a genre, 0 to 1. */
export interface GenreConfidence {
  readonly genre: string;
  readonly confidence: number;
}

interface GenreModelJSON extends SavedModel {
  readonly version: number;
  readonly features: readonly string[];
  readonly trainedOn: TrainedOn;
  readonly accuracyByTrack: number;
  readonly classifier: ClassifierJSON<RandomForestOptions>;
}

/** What a model learned from. */
export interface TrainedOn {
  readonly tracks: number;
  readonly genres: number;
  /** SHA-256 of the table's file. */
  readonly sha256: string;
}

/** Tells the genre of 3-second segments: a random forest on all features of a table of segments. */
export class GenreModel {
  readonly #classifier: RandomForestClassifier;
  /** The columns it wants, by name. */
  readonly features: readonly string[];
  readonly trainedOn: TrainedOn;
  /** The share of segments whose genre it tells rightly where it has heard nothing of their track: mean of 5 splits. */
  readonly accuracyByTrack: number;

  private constructor(
    classifier: RandomForestClassifier,
    { features, trainedOn, accuracyByTrack }: Omit<GenreModelJSON, "version" | "classifier">,
  ) {
    this.#classifier = classifier;
    this.features = features;
    this.trainedOn = trainedOn;
    this.accuracyByTrack = accuracyByTrack;
  }

  /** Trains on all rows of a table of segments, after it has measured on parts of it how good that is. */
  static async train(table: FeatureTable): Promise<GenreModel> {
    const accuracies: number[] = [];
    for (let seed = 1; seed <= SPLITS; seed++) {
      const { train, test } = takeSplit(table, reportSplit(table, { by: "track", seed }));
      const trial = new RandomForestClassifier({ seed });
      await trial.train(train.X, train.y);
      accuracies.push(accuracy(test.y, await trial.predict(test.X)));
    }
    const classifier = new RandomForestClassifier({ seed: 1 });
    await classifier.train(table.X, table.label);
    return new GenreModel(classifier, {
      features: table.features,
      trainedOn: {
        tracks: new Set(table.track).size,
        genres: classifier.classes.length,
        sha256: table.sha256,
      },
      accuracyByTrack: accuracies.reduce((sum, value) => sum + value, 0) / SPLITS,
    });
  }

  /**
   * The genres of each segment, the likeliest first.
   * @param segments the 57 features of each, in the order of `FEATURES`
   */
  async classify(segments: readonly ArrayLike<number>[]): Promise<GenreConfidence[][]> {
    const columns = this.features.map((name) => FEATURES.indexOf(name));
    const data = Float64Array.from(segments.flatMap((features) => columns.map((column) => features[column]!)));
    const X = { data, rows: segments.length, columns: columns.length };
    const shares = await this.#classifier.predictProba(X);
    return segments.map((_, row) =>
      ranked(
        this.#genres.map((_, k) => shares.data[row * shares.columns + k]!),
        this.#genres,
      ),
    );
  }

  get #genres(): string[] {
    return this.#classifier.classes.map(String);
  }

  /** A plain object that survives `JSON.stringify`; `load` is its inverse. */
  toJSON(): GenreModelJSON {
    const { features, trainedOn, accuracyByTrack } = this;
    const classifier = this.#classifier.toJSON() as ClassifierJSON<RandomForestOptions>;
    return { version: VERSION, features, trainedOn, accuracyByTrack, classifier };
  }

  /** @throws RangeError where `json` is no saved model of this version */
  static load(json: unknown): GenreModel {
    const saved = (json ?? {}) as Partial<GenreModelJSON>;
    const { version, features, trainedOn, accuracyByTrack, classifier } = saved;
    if (version !== VERSION || !features || !trainedOn || accuracyByTrack === undefined || !classifier) {
      throw new RangeError(`it is no saved genre model of version ${VERSION}`);
    }
    return new GenreModel(RandomForestClassifier.load(classifier), { features, trainedOn, accuracyByTrack });
  }
}

/** The genres of a whole clip: the mean over its segments, the likeliest first. */
export function genresOfClip(segments: readonly (readonly GenreConfidence[])[]): GenreConfidence[] {
  const genres = segments[0]!.map(({ genre }) => genre).sort();
  const meanOf = (genre: string): number =>
    segments.reduce((sum, segment) => sum + segment.find((entry) => entry.genre === genre)!.confidence, 0) /
    segments.length;
  return ranked(genres.map(meanOf), genres);
}

function ranked(confidences: readonly number[], genres: readonly string[]): GenreConfidence[] {
  return genres
    .map((genre, i) => ({ genre, confidence: confidences[i]! }))
    .sort((a, b) => b.confidence - a.confidence || (a.genre < b.genre ? -1 : 1));
}
