// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import KNN from "ml-knn";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import type { Matrix } from "../../ground/index.ts";
import { toRows } from "./toRows.ts";

/**
 * Nearest neighbours by the package ml-knn.
 *
 * The neighbours are the package's; the vote is scikit-learn's. The package's own `predict` breaks ties differently: it goes through
 * the neighbours in heap order, the farthest first, and takes the class that first reaches the largest count, so that with three
 * neighbours of three classes the farthest decides.
 */
export class MlKnn implements FittedModel {
  readonly #knn: KNN;
  readonly #classCount: number;

  private constructor(knn: KNN, classCount: number) {
    this.#knn = knn;
    this.#classCount = classCount;
  }

  static fit({ X, codes, classCount }: TrainingSet, nNeighbors: number): MlKnn {
    return new MlKnn(new KNN(toRows(X), codes, { k: nNeighbors }), classCount);
  }

  static load(model: unknown, classCount: number): MlKnn {
    return new MlKnn(KNN.load(model), classCount);
  }

  predictProba(X: Matrix): Matrix {
    const columns = this.#classCount;
    const { k, kdTree } = this.#knn;
    const data = new Float64Array(X.rows * columns);
    toRows(X).forEach((query, row) => {
      for (const [point] of kdTree.nearest(query, k)) data[row * columns + point[X.columns]!]! += 1;
    });
    // Dividing only after counting in integers keeps equal counts equal.
    for (let i = 0; i < data.length; i++) data[i]! /= k;
    return { data, rows: X.rows, columns };
  }

  toJSON(): unknown {
    // The package's tree only becomes plain objects by going through JSON.
    return JSON.parse(JSON.stringify(this.#knn));
  }
}
