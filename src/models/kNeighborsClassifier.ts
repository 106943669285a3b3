import { checkCount, checkTraining, checkWidth } from "./checkInput.ts";
import {
  type ClassifierJSON,
  EncodedClassifier,
  type EngineOptions,
  type FittedModel,
  type TrainingSet,
} from "./encodedClassifier.ts";
import type { TrainOptions } from "./classifier.ts";
import type { Matrix } from "../ground/index.ts";
import type KNN from "ml-knn";
import { LabelEncoder } from "./labelEncoder.ts";
import { classesOfMl, type FromMlOptions } from "./ml/classesOfMl.ts";
import { knnFromMl, knnToMl, MlKnn } from "./ml/mlKnn.ts";
import type { Neighbors } from "./loops/plainNeighbors.ts";
import { WasmKNeighbors } from "./loops/wasmKNeighbors.ts";

export interface KNeighborsOptions {
  /** The number of neighbours that vote; 3 by default, as in the report. */
  readonly nNeighbors: number;
}

/**
 * Classifies by the majority of the k nearest training rows in Euclidean distance (Cover and Hart, "Nearest neighbor pattern
 * classification", 1967). On a tie the first class in sorted order is predicted, as in scikit-learn, whose defaults differ only in k (5
 * there).
 *
 * Engine `wasm` is exact: it finds the neighbours that a float64 loop over all training rows would find. Of two rows at the same
 * distance, the one that was trained first is nearer (scikit-learn leaves that open). Engine `ml` searches with ml-knn, whose tree
 * visits every training row: about 0.7 microseconds per query and training row, or 10 ms per query for 15,000 rows.
 * @example
 * import { KNeighborsClassifier } from "../src/models/index.ts";
 * const X = { data: Float64Array.of(0, 1, 8, 9), rows: 4, columns: 1 };
 * const model = new KNeighborsClassifier({ nNeighbors: 3 });
 * await model.train(X, ["Folk", "Folk", "Rock", "Rock"]);
 * await model.predict({ data: Float64Array.of(2, 7), rows: 2, columns: 1 }); // => ["Folk", "Rock"]
 */
export class KNeighborsClassifier extends EncodedClassifier<KNeighborsOptions> {
  protected override readonly name = "KNeighborsClassifier";

  /** @throws RangeError if `nNeighbors` is not a positive integer */
  constructor({ nNeighbors = 3, ...engine }: Partial<KNeighborsOptions> & EngineOptions = {}) {
    checkCount("nNeighbors", nNeighbors);
    super(engine, { nNeighbors });
  }

  static load(json: ClassifierJSON<KNeighborsOptions>): KNeighborsClassifier {
    return new KNeighborsClassifier({ ...json.options, engine: json.engine }).restore(json);
  }

  /**
   * Converts a model of the package ml-knn: its training rows, its k and its classes, whose values are the labels unless others are
   * given. The neighbours are the same, except that among rows at the same distance the package picks any. On a tied vote this model
   * predicts the first class, whereas the package's `predict` has an order of its own.
   * @throws RangeError if the model has its own distance function, or a k above its number of rows
   */
  static fromMl(knn: KNN, { classes, workers }: FromMlOptions = {}): KNeighborsClassifier {
    const { X, y } = knnFromMl(knn);
    checkTraining(X, y);
    const numbers = new LabelEncoder(y);
    const { encoder, codes } = classesOfMl(classes?.length ?? numbers.classes.length, classes ?? numbers.classes);
    const odd = classes && y.find((number) => codes[number] === undefined);
    if (odd !== undefined) throw new RangeError(`the model has a class ${odd}; labels were given for ${codes.length}`);
    const set = {
      X,
      codes: classes ? Int32Array.from(y, (number) => codes[number]!) : numbers.encode(y),
      classCount: codes.length,
    };
    const classifier = new KNeighborsClassifier({ nNeighbors: knn.k, ...(workers && { workers }) });
    return classifier.adopt({ encoder, columns: X.columns, model: classifier.fit(set) });
  }

  /**
   * The nearest training rows of each row of `X`, nearest first, with their Euclidean distances (engine `wasm`).
   * @throws RangeError if `k` is not an integer from 1 to the number of training rows, or the number of columns differs from training
   */
  async kneighbors(X: Matrix, k = this.options.nNeighbors, options: TrainOptions = {}): Promise<Neighbors> {
    const model = this.fittedAs(WasmKNeighbors, "kneighbors");
    checkWidth(X, model.X.columns);
    return model.kneighbors(X, k, options);
  }

  /** Converts the model to one of the package ml-knn, with class numbers for labels; see `knnToMl` (engine `wasm`). */
  toMl(): KNN {
    const { X, codes, k } = this.fittedAs(WasmKNeighbors, "toMl");
    return knnToMl(X, codes, k);
  }

  protected override fit(set: TrainingSet): FittedModel {
    const { nNeighbors } = this.options;
    if (nNeighbors > set.X.rows) {
      throw new RangeError(`nNeighbors is ${nNeighbors}, but there are only ${set.X.rows} training rows`);
    }
    return this.engine === "ml" ? MlKnn.fit(set, nNeighbors) : new WasmKNeighbors(set, nNeighbors, this.workers);
  }

  protected override revive(model: unknown, classCount: number): FittedModel {
    if (this.engine === "ml") return MlKnn.load(model, classCount);
    return WasmKNeighbors.load(model, classCount, this.options.nNeighbors, this.workers);
  }
}
