import { checkCount } from "./checkInput.ts";
import {
  type ClassifierJSON,
  EncodedClassifier,
  type EngineOptions,
  type FittedModel,
  type TrainingSet,
} from "./encodedClassifier.ts";
import type { Label, TrainOptions } from "./classifier.ts";
import type { Matrix } from "../ground/index.ts";
import type { RandomForestClassifier as Forest } from "ml-random-forest";
import { classesOfMl, type FromMlOptions } from "./ml/classesOfMl.ts";
import { forestFromMl, forestToMl } from "./ml/forestTrees.ts";
import { MlRandomForest } from "./ml/mlRandomForest.ts";
import { WasmRandomForest } from "./loops/wasmRandomForest.ts";

export interface RandomForestOptions {
  /** The number of trees. */
  readonly nEstimators: number;
  /** Features considered at each split: the square root of their number, or a number. */
  readonly maxFeatures: "sqrt" | number;
  /** An integer of at most 32 bits; the same seed and data give the same forest. */
  readonly seed: number;
  /** The maximum number of levels below the root; by default trees grow until every leaf has one class (engine `wasm`). */
  readonly maxDepth?: number;
  /** The minimum number of training rows in a leaf (engine `wasm`). */
  readonly minSamplesLeaf: number;
  /** Whether to predict each training row by the trees that did not see it (engine `wasm`). */
  readonly oobScore: boolean;
}

/**
 * A random forest: trees grown on bootstrap samples, which vote (Breiman, "Random forests", 2001). The defaults are scikit-learn's: 100
 * trees, the square root of the number of features, Gini impurity, pure leaves.
 *
 * Engine `wasm` grows trees as scikit-learn does; the same seed gives the same forest for any number of threads. Engine `ml` is the
 * package ml-random-forest. It draws the features once per tree, where Breiman and scikit-learn draw them at every split, so it is a
 * different model of the same name. Its time grows with the square of the rows: about 0.15 s per tree for 650 rows x 29, 2.4 s for
 * 2,600.
 * @example
 * import { RandomForestClassifier } from "../src/models/index.ts";
 * // The first column tells the genres apart, the second is the same everywhere.
 * const X = { data: Float64Array.of(0, 5, 1, 5, 8, 5, 9, 5), rows: 4, columns: 2 };
 * const model = new RandomForestClassifier({ nEstimators: 50, seed: 1 });
 * await model.train(X, ["Folk", "Folk", "Rock", "Rock"]);
 * model.featureImportances; // => [1, 0]
 */
export class RandomForestClassifier extends EncodedClassifier<RandomForestOptions> {
  protected override readonly name = "RandomForestClassifier";

  /** @throws RangeError if an option is out of range */
  constructor({
    nEstimators = 100,
    maxFeatures = "sqrt",
    seed = 0,
    maxDepth,
    minSamplesLeaf = 1,
    oobScore = false,
    ...engine
  }: Partial<RandomForestOptions> & EngineOptions = {}) {
    checkCount("nEstimators", nEstimators);
    if (maxFeatures !== "sqrt" && !(Number.isInteger(maxFeatures) && maxFeatures > 0)) {
      throw new RangeError(`maxFeatures is ${maxFeatures}; expected "sqrt" or a positive integer`);
    }
    if (seed !== (seed | 0)) throw new RangeError(`seed is ${seed}; expected an integer of 32 bits`);
    if (maxDepth !== undefined) checkCount("maxDepth", maxDepth);
    checkCount("minSamplesLeaf", minSamplesLeaf);
    if (engine.engine === "ml" && (maxDepth !== undefined || minSamplesLeaf !== 1 || oobScore)) {
      throw new RangeError('maxDepth, minSamplesLeaf and oobScore need the engine "wasm"');
    }
    const depth = maxDepth === undefined ? {} : { maxDepth };
    super(engine, { nEstimators, maxFeatures, seed, ...depth, minSamplesLeaf, oobScore });
  }

  static load(json: ClassifierJSON<RandomForestOptions>): RandomForestClassifier {
    return new RandomForestClassifier({ ...json.options, engine: json.engine }).restore(json);
  }

  /**
   * Converts a forest of the package ml-random-forest, whose class numbers are 0 to n - 1. It predicts the same wherever one class has
   * more votes than any other; on a tie it takes the first class, the package the one whose votes came first. Probabilities are shares
   * of trees. The gain of the splits is unknown, so `featureImportances` are 0.
   * @param forest the package's
   * @param options what the package doesn't save, and `workers`, the most threads
   * @param options.columns the number of training columns; needed if the forest was loaded and doesn't use the last ones, as the
   * package doesn't save it
   */
  static fromMl(
    forest: Forest,
    { classes, columns, workers }: FromMlOptions & { readonly columns?: number } = {},
  ): RandomForestClassifier {
    const trees = forestFromMl(forest, columns);
    const { encoder, codes } = classesOfMl(classes?.length ?? trees.classCount, classes);
    if (codes.length < trees.classCount) {
      throw new RangeError(`the forest has a class ${trees.classCount - 1}; labels were given for ${codes.length}`);
    }
    const model = new WasmRandomForest(trees.pack(codes), trees.columns, codes.length, workers);
    const options = { nEstimators: model.trees.length, ...(workers && { workers }) };
    return new RandomForestClassifier(options).adopt({ encoder, columns: trees.columns, model });
  }

  /** Each feature's share of the decrease of Gini impurity, in column order; they sum to 1 (engine `wasm`). */
  get featureImportances(): Float64Array {
    return this.#wasm("featureImportances").featureImportances();
  }

  /**
   * Class probabilities of the training rows, each by the trees that did not see it; NaN if all trees saw a row. Requires the option
   * `oobScore`, and is not kept by `toJSON`.
   */
  get oobProba(): Matrix {
    const { oobProba } = this.#wasm("oobProba");
    if (!oobProba) throw new Error("out-of-bag probabilities were not asked for; train with oobScore: true");
    return oobProba;
  }

  /**
   * The accuracy of the out-of-bag probabilities on the training rows, whose labels must be given again. Rows that all trees saw are
   * left out.
   */
  oobAccuracy(y: readonly Label[]): number {
    const { data, rows, columns } = this.oobProba;
    if (y.length !== rows) throw new RangeError(`${y.length} labels for ${rows} training rows`);
    let hits = 0;
    let counted = 0;
    for (let row = 0; row < rows; row++) {
      const shares = data.subarray(row * columns, (row + 1) * columns);
      if (Number.isNaN(shares[0]!)) continue;
      counted++;
      if (this.classes[shares.indexOf(Math.max(...shares))] === y[row]) hits++;
    }
    return hits / counted;
  }

  /** Converts the forest to one of the package ml-random-forest, with class numbers for labels; see `forestToMl` (engine `wasm`). */
  toMl(): Forest {
    const { trees, columns, classCount } = this.#wasm("toMl");
    return forestToMl(trees, columns, classCount);
  }

  #wasm(what: string): WasmRandomForest {
    return this.fittedAs(WasmRandomForest, what);
  }

  protected override fit(set: TrainingSet, options: TrainOptions): FittedModel | Promise<FittedModel> {
    const { nEstimators, maxFeatures, maxDepth, minSamplesLeaf, oobScore, seed } = this.options;
    const { columns } = set.X;
    if (maxFeatures !== "sqrt" && maxFeatures > columns) {
      throw new RangeError(`maxFeatures is ${maxFeatures}, but X has only ${columns} columns`);
    }
    const features = maxFeatures === "sqrt" ? Math.max(1, Math.floor(Math.sqrt(columns))) : maxFeatures;
    if (this.engine === "ml") return MlRandomForest.fit(set, { nEstimators, maxFeatures: features, seed });
    const settings = { nEstimators, maxFeatures: features, maxDepth, minSamplesLeaf, oobScore, seed };
    return WasmRandomForest.fit(set, settings, { ...options, workers: this.workers });
  }

  protected override revive(model: unknown, classCount: number): FittedModel {
    return this.engine === "ml" ? MlRandomForest.load(model, classCount) : WasmRandomForest.load(model, this.workers);
  }
}
