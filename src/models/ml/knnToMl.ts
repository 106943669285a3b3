// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import KNN from "ml-knn";
import type { Matrix } from "../../ground/index.ts";
import { toRows } from "./toRows.ts";

/**
 * Converts to the package's model with the same training rows and k. It finds the same neighbours, except that among rows at the same
 * distance it picks any; on a tied vote it predicts another class (see `MlKnn`).
 */
export function knnToMl(X: Matrix, codes: Int32Array, k: number): KNN {
  return KNN.load(JSON.parse(JSON.stringify(new KNN(toRows(X), codes, { k }))));
}
