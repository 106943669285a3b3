import type { Matrix } from "../ground/index.ts";

/** A class label: a genre's name, or a number as in mljs. */
export type Label = string | number;

/** What a long fit can be given: a way to stop it, and a way to hear how far it is. */
export interface TrainOptions {
  readonly signal?: AbortSignal;
  /** Called with the finished share, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * The one interface of all models, with the names of mljs. Work may run on other threads, so `train` and `predict`
 * return promises. A model's class adds `static load(json)`, which takes what `toJSON` gave.
 */
export interface Classifier {
  /** The distinct labels seen in training, sorted: the order of the columns of `predictProba`. */
  readonly classes: readonly Label[];
  /**
   * Fits the model to `X` (samples x features) and one label a row.
   * @throws RangeError for empty input, rows and labels that differ in number, or a value that is not finite (with row and column)
   */
  train(X: Matrix, y: readonly Label[], options?: TrainOptions): Promise<void>;
  /** Predicts one label a row. @throws RangeError where the width differs from training */
  predict(X: Matrix): Promise<Label[]>;
  /** Class probabilities, rows x classes, each row summing to 1. */
  predictProba(X: Matrix): Promise<Matrix>;
  /** A plain object that survives `JSON.stringify`; the class's static `load` is its inverse. */
  toJSON(): unknown;
}
