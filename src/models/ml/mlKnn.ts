// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import KNN from "ml-knn";
import type { MlKnnNode } from "ml-knn";
import type { Matrix } from "../../ground/index.ts";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import { toRows } from "./classesOfMl.ts";

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

/**
 * The training rows of the package's model and the class of each, in the order of its tree.
 * @throws RangeError if it has its own distance function
 */
export function knnFromMl({ kdTree, isEuclidean }: KNN): { readonly X: Matrix; readonly y: number[] } {
  if (!isEuclidean)
    throw new RangeError("the model has a distance of its own; only Euclidean distances are taken over");
  const points: (readonly number[])[] = [];
  const waiting: MlKnnNode[] = [kdTree.root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    points.push(node.obj);
    if (node.right) waiting.push(node.right);
    if (node.left) waiting.push(node.left);
  }
  const columns = points[0]!.length - 1;
  const data = new Float64Array(points.length * columns);
  points.forEach((point, row) => data.set(point.slice(0, columns), row * columns));
  return { X: { data, rows: points.length, columns }, y: points.map((point) => point[columns]!) };
}

/**
 * Converts to the package's model with the same training rows and k. It finds the same neighbours, except that among rows at the same
 * distance it picks any; on a tied vote it predicts another class (see `MlKnn`).
 */
export function knnToMl(X: Matrix, codes: Int32Array, k: number): KNN {
  return KNN.load(JSON.parse(JSON.stringify(new KNN(toRows(X), codes, { k }))));
}
