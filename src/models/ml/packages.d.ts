/** Types for what is used here of packages that come without their own. */

declare module "ml-knn" {
  /** A training row, followed by its class number. */
  type Point = number[];

  export interface MlKnnNode {
    readonly obj: Point;
    readonly left: MlKnnNode | null;
    readonly right: MlKnnNode | null;
  }

  export default class KNN {
    constructor(
      rows: number[][],
      classes: ArrayLike<number>,
      options: { k: number; distance?: (a: number[], b: number[]) => number },
    );
    static load(model: unknown): KNN;
    readonly k: number;
    readonly isEuclidean: boolean;
    readonly kdTree: {
      readonly root: MlKnnNode;
      nearest(row: number[], count: number): [point: Point, distance: number][];
    };
    predict(rows: number[][]): number[];
    toJSON(): unknown;
  }
}

declare module "ml-logistic-regression" {
  import type { Matrix } from "ml-matrix";

  export default class LogisticRegression {
    constructor(options: { numSteps: number; learningRate: number });
    static load(model: unknown): LogisticRegression;
    /** One per class; `testScores` gives the probability that a row is NOT of the class. */
    readonly classifiers: readonly { readonly weights: Matrix; testScores(X: Matrix): number[] }[];
    readonly numSteps: number;
    train(X: Matrix, classes: Matrix): void;
    predict(X: Matrix): number[];
    toJSON(): unknown;
  }
}
