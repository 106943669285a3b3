import type { Matrix } from "../ground/index.ts";

/** A class label: a genre's name, or a number as in mljs. */
export type Label = string | number;

/** Options of a long fit: a way to cancel it, and a way to follow its progress. */
export interface TrainOptions {
  readonly signal?: AbortSignal;
  /** Called with the completed share, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * The interface of all models, with mljs's method names. `train` and `predict` return promises because work may run on other threads. A
 * model's class also has `static load(json)`, which takes what `toJSON` returned.
 */
export interface Classifier {
  /** The distinct labels seen in training, sorted: the order of the columns of `predictProba`. */
  readonly classes: readonly Label[];
  /**
   * Fits the model to `X` (samples x features) and one label per row.
   * @throws RangeError if the input is empty, rows and labels differ in number, or a value is not finite (names its row and column)
   */
  train(X: Matrix, y: readonly Label[], options?: TrainOptions): Promise<void>;
  /**
   * Predicts one label per row.
   * @throws RangeError if the number of columns differs from training
   */
  predict(X: Matrix): Promise<Label[]>;
  /** Class probabilities, rows x classes, each row summing to 1. */
  predictProba(X: Matrix): Promise<Matrix>;
  /** Returns a plain object that survives `JSON.stringify`; the class's static `load` is its inverse. */
  toJSON(): unknown;
}
