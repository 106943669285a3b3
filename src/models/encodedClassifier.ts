import { card, DISPLAY, type Matrix, mostProbable, type Shown } from "../ground/index.ts";
import { checkCount, checkTraining, checkWidth } from "./checkInput.ts";
import type { Classifier, Label, TrainOptions } from "./classifier.ts";
import { LabelEncoder } from "./labelEncoder.ts";

/** What does a model's work: `wasm` is the project's own engine, `ml` the mljs package of that model. */
export type Engine = "wasm" | "ml";

/** Constructor options that every classifier takes besides the model's own. */
export interface EngineOptions {
  readonly engine?: Engine;
  /** The most threads to use (engine `wasm`); by default as many as the machine has cores. */
  readonly workers?: number;
}

/** A model fitted by an engine; it knows classes only by number. */
export interface FittedModel {
  /** Class probabilities, rows x classes, each row summing to 1. */
  predictProba(X: Matrix): Matrix | Promise<Matrix>;
  /** A plain object that survives `JSON.stringify`. */
  toJSON(): unknown;
}

/** What an engine fits: `X`, each row's class as a number, and the number of classes. */
export interface TrainingSet {
  readonly X: Matrix;
  readonly codes: Int32Array;
  readonly classCount: number;
}

/** What every classifier's `toJSON` returns. */
export interface ClassifierJSON<Options> {
  readonly name: string;
  readonly engine: Engine;
  readonly options: Options;
  readonly classes: readonly Label[];
  readonly columns: number;
  readonly model: unknown;
}

/** The state of a trained classifier. */
export interface Trained {
  readonly encoder: LabelEncoder;
  /** The number of training rows; unknown for a loaded model. */
  readonly rows?: number;
  readonly columns: number;
  readonly model: FittedModel;
}

/**
 * What all classifiers share, whatever their engine: input checks, the mapping between labels and numbers, and scikit-learn's rule that
 * the most probable class is predicted, or on a tie the first in sorted order.
 */
export abstract class EncodedClassifier<Options extends object> implements Classifier {
  readonly engine: Engine;
  readonly options: Options;
  /** The most threads to use; undefined for as many as the machine has cores. */
  readonly workers: number | undefined;
  /** The class's name, which `toJSON` writes and `load` expects. */
  protected abstract readonly name: string;
  #trained: Trained | undefined;

  protected constructor({ engine = "wasm", workers }: EngineOptions, options: Options) {
    if (engine !== "wasm" && engine !== "ml")
      throw new RangeError(`engine is ${String(engine)}; expected "wasm" or "ml"`);
    if (workers !== undefined) checkCount("workers", workers);
    this.engine = engine;
    this.workers = workers;
    this.options = options;
  }

  get classes(): readonly Label[] {
    return this.#fitted().encoder.classes;
  }

  async train(X: Matrix, y: readonly Label[], options: TrainOptions = {}): Promise<void> {
    checkTraining(X, y);
    options.signal?.throwIfAborted();
    const encoder = new LabelEncoder(y);
    const set = { X, codes: encoder.encode(y), classCount: encoder.classes.length };
    const model = await this.fit(set, options);
    this.#trained = { encoder, rows: X.rows, columns: X.columns, model };
    options.onProgress?.(1);
  }

  async predict(X: Matrix): Promise<Label[]> {
    const codes = mostProbable(await this.predictProba(X));
    return this.#fitted().encoder.decode(codes);
  }

  async predictProba(X: Matrix): Promise<Matrix> {
    const { columns, model } = this.#fitted();
    checkWidth(X, columns);
    return model.predictProba(X);
  }

  /** How a notebook shows the model: what it is, its options, and what it was trained on. */
  [DISPLAY](): Shown {
    return card(this.name, [
      ...Object.entries(this.options).map(([option, value]) => [option, String(value)] as const),
      ["engine", this.engine],
      ["trained on", this.#trained ? describe(this.#trained) : "nothing yet"],
    ]);
  }

  toJSON(): ClassifierJSON<Options> {
    const { encoder, columns, model } = this.#fitted();
    return {
      name: this.name,
      engine: this.engine,
      options: this.options,
      classes: encoder.classes,
      columns,
      model: model.toJSON(),
    };
  }

  /** Trains with the chosen engine. */
  protected abstract fit(set: TrainingSet, options: TrainOptions): FittedModel | Promise<FittedModel>;

  /** Restores the engine's fitted model from what its `toJSON` returned. */
  protected abstract revive(model: unknown, classCount: number): FittedModel;

  /** Takes over the state of a saved model; for the subclasses' `load`. */
  protected restore(json: ClassifierJSON<Options>): this {
    if (json.name !== this.name) throw new RangeError(`the saved model is a ${json.name}; expected a ${this.name}`);
    return this.adopt({
      encoder: new LabelEncoder(json.classes),
      columns: json.columns,
      model: this.revive(json.model, json.classes.length),
    });
  }

  /** Adopts a fitted model as this classifier's own. */
  protected adopt(trained: Trained): this {
    this.#trained = trained;
    return this;
  }

  /**
   * The fitted model, for what only the project's own engine has.
   * @throws Error that names `what` if another engine fitted it
   */
  protected fittedAs<Model extends FittedModel>(kind: abstract new (...args: never) => Model, what: string): Model {
    const { model } = this.#fitted();
    if (!(model instanceof kind)) throw new Error(`${what} needs the engine "wasm"`);
    return model;
  }

  #fitted(): Trained {
    if (!this.#trained) throw new Error(`the ${this.name} has not been trained; call train(X, y) first`);
    return this.#trained;
  }
}

function describe({ encoder: { classes }, rows, columns }: Trained): string {
  return `${rows === undefined ? "" : `${rows.toLocaleString("en")} rows, `}${columns} features, ${classes.length} classes: ${classes.join(", ")}`;
}
