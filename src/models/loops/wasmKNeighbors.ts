import type { Matrix } from "../../ground/index.ts";
import type { ParallelOptions } from "../../wasm/index.ts";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import { arrayFromJSON, arrayToJSON } from "../typedArrayJson.ts";
import { NearestNeighbors } from "./nearestNeighbors.ts";
import type { Neighbors } from "./plainNeighbors.ts";

/** The unweighted vote of the k nearest neighbours. */
export class WasmKNeighbors implements FittedModel {
  readonly codes: Int32Array;
  readonly k: number;
  readonly classCount: number;
  readonly #search: NearestNeighbors;
  readonly #workers: number | undefined;

  constructor({ X, codes, classCount }: TrainingSet, k: number, workers: number | undefined) {
    this.codes = codes;
    this.k = k;
    this.classCount = classCount;
    this.#search = NearestNeighbors.fit(X);
    this.#workers = workers;
  }

  static load(model: unknown, classCount: number, k: number, workers?: number): WasmKNeighbors {
    const { columns, X, codes } = model as KNeighborsJSON;
    const data = arrayFromJSON(X, "Float64Array");
    const labels = arrayFromJSON(codes, "Int32Array");
    if (data.length !== labels.length * columns) {
      throw new RangeError(`the saved model holds ${data.length} values; expected ${labels.length} x ${columns}`);
    }
    const set = { X: { data, rows: labels.length, columns }, codes: labels, classCount };
    return new WasmKNeighbors(set, k, workers);
  }

  /** The training rows. */
  get X(): Matrix {
    return this.#search.X;
  }

  kneighbors(X: Matrix, k = this.k, options: ParallelOptions = {}): Promise<Neighbors> {
    return this.#search.kneighbors(X, k, { workers: this.#workers, ...options });
  }

  async predictProba(X: Matrix): Promise<Matrix> {
    return voteShares(await this.kneighbors(X), this.codes, this.classCount);
  }

  toJSON(): KNeighborsJSON {
    const { data, columns } = this.X;
    return { columns, X: arrayToJSON(data), codes: arrayToJSON(this.codes) };
  }
}

interface KNeighborsJSON {
  readonly columns: number;
  readonly X: unknown;
  readonly codes: unknown;
}

/** The share of each class among each query's first `k` neighbours, queries x classes. */
export function voteShares(
  { indices, k: found }: Neighbors,
  codes: Int32Array,
  classCount: number,
  k: number = found,
): Matrix {
  const rows = indices.length / found;
  const data = new Float64Array(rows * classCount);
  for (let row = 0; row < rows; row++) {
    for (let rank = 0; rank < k; rank++) data[row * classCount + codes[indices[row * found + rank]!]!]! += 1;
  }
  // Dividing only after counting in integers keeps equal counts equal.
  for (let i = 0; i < data.length; i++) data[i]! /= k;
  return { data, rows, columns: classCount };
}
