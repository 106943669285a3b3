import {
  type Classifier,
  loadClassifier,
  MODEL_IDS,
  type ModelId,
  reportModels,
  type SavedModel,
  StandardScaler,
  type StandardScalerJSON,
} from "../../models/index.ts";
import type { Matrix } from "../../ground/index.ts";

/** A model's prediction for a row. */
export interface Prediction {
  readonly genre: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Features and the genre of each row. */
export interface GenreRows {
  readonly X: Matrix;
  readonly y: readonly string[];
}

/** What `toJSON` returns; `saveModel` writes it and `readModel` reads it. */
export interface SavedPredictor extends SavedModel {
  readonly id: ModelId;
  readonly scaler: StandardScalerJSON;
}

/** One of the report's models, trained, with its scaler: accepts rows of features as they are in the tables. */
export class GenrePredictor {
  readonly id: ModelId;
  /** The training columns, in order. */
  readonly features: readonly string[];
  readonly #classifier: Classifier;
  readonly #scaler: StandardScaler;

  private constructor(id: ModelId, features: readonly string[], classifier: Classifier, scaler: StandardScaler) {
    this.id = id;
    this.features = features;
    this.#classifier = classifier;
    this.#scaler = scaler;
  }

  /** Standardises by the training rows' mean and deviation, and trains on them. */
  static async train(
    id: ModelId,
    { X, y }: GenreRows,
    {
      features,
      seed,
      signal,
    }: { readonly features: readonly string[]; readonly seed: number; readonly signal?: AbortSignal },
  ): Promise<GenrePredictor> {
    const scaler = new StandardScaler().fit(X);
    const classifier = reportModels({ seed })
      .find((model) => model.id === id)!
      .create();
    await classifier.train(scaler.transform(X), y, signal ? { signal } : {});
    return new GenrePredictor(id, features, classifier, scaler);
  }

  /** The most probable genre of each row (on a tie the first by name), with its confidence. */
  async predict(X: Matrix): Promise<Prediction[]> {
    const shares = await this.#classifier.predictProba(this.#scaler.transform(X));
    const { classes } = this.#classifier;
    return Array.from({ length: X.rows }, (_, row) => {
      const from = row * shares.columns;
      let best = 0;
      for (let k = 1; k < shares.columns; k++) if (shares.data[from + k]! > shares.data[from + best]!) best = k;
      return { genre: String(classes[best]), confidence: shares.data[from + best]! };
    });
  }

  /** Returns a plain object that survives `JSON.stringify`; `load` is its inverse. */
  toJSON(): SavedPredictor {
    const { id, features } = this;
    return { id, features, scaler: this.#scaler.toJSON(), classifier: this.#classifier.toJSON() };
  }

  /** @throws RangeError if `json` is not a saved predictor */
  static load(json: unknown): GenrePredictor {
    const { id, features, scaler, classifier } = (json ?? {}) as Partial<SavedPredictor>;
    if (!id || !MODEL_IDS.includes(id) || !features || !scaler || !classifier) {
      throw new RangeError("it is no saved model of the prediction page");
    }
    return new GenrePredictor(id, features, loadClassifier(classifier), StandardScaler.load(scaler));
  }
}
