import { checkCount } from "./checkInput.ts";
import type { TrainOptions } from "./classifier.ts";
import type { ClassifierJSON, FittedModel, TrainingSet } from "./encodedClassifier.ts";
import { EncodedClassifier } from "./encodedClassifier.ts";
import { Perceptron } from "./tensorflow/perceptron.ts";

export interface MLPOptions {
  /** Units of each hidden layer; by default one layer of 64. */
  readonly hiddenLayerSizes: readonly number[];
  /** Strength of the L2 penalty on the weights. */
  readonly alpha: number;
  /** The initial step size; it decays to 0 along half a cosine. */
  readonly learningRateInit: number;
  /** Rows per step; `auto` is an eighth of the rows, but at least 32 and at most 128. */
  readonly batchSize: "auto" | number;
  /** The number of passes over all rows. */
  readonly maxIter: number;
  /** An integer of at most 32 bits; the same seed and data give the same network. */
  readonly seed: number;
}

/**
 * A small neural network: a multilayer perceptron with rectified linear units, trained with Adam on the log loss. Names follow
 * scikit-learn's MLPClassifier. Standardise the features first. TensorFlow.js trains it on WebAssembly in a single thread and gives the
 * same network each time; 1,000 rows x 29 take about a third of a second.
 * @example
 * import { MLPClassifier } from "../src/models/index.ts";
 * const X = { data: Float64Array.of(-2, -1, 1, 2), rows: 4, columns: 1 };
 * const model = new MLPClassifier({ hiddenLayerSizes: [8], maxIter: 200 });
 * await model.train(X, ["Folk", "Folk", "Rock", "Rock"]);
 * await model.predict({ data: Float64Array.of(-3, 3), rows: 2, columns: 1 }); // => ["Folk", "Rock"]
 */
export class MLPClassifier extends EncodedClassifier<MLPOptions> {
  protected override readonly name = "MLPClassifier";

  /** @throws RangeError if an option is out of range */
  constructor({
    hiddenLayerSizes = [64],
    alpha = 1e-3,
    learningRateInit = 3e-3,
    batchSize = "auto",
    maxIter = 30,
    seed = 0,
  }: Partial<MLPOptions> = {}) {
    checkCount("maxIter", maxIter);
    if (batchSize !== "auto") checkCount("batchSize", batchSize);
    hiddenLayerSizes.forEach((size, i) => checkCount(`layer ${i + 1}`, size));
    if (!(alpha >= 0 && learningRateInit > 0)) {
      throw new RangeError(
        `alpha is ${alpha} and learningRateInit ${learningRateInit}; expected at least 0 and more than 0`,
      );
    }
    if (seed !== (seed | 0)) throw new RangeError(`seed is ${seed}; expected an integer of 32 bits`);
    super({}, { hiddenLayerSizes, alpha, learningRateInit, batchSize, maxIter, seed });
  }

  static load(json: ClassifierJSON<MLPOptions>): MLPClassifier {
    return new MLPClassifier(json.options).restore(json);
  }

  protected override fit(set: TrainingSet, options: TrainOptions): Promise<FittedModel> {
    const { batchSize, ...settings } = this.options;
    const rows = batchSize === "auto" ? Math.max(32, Math.min(128, set.X.rows >> 3)) : batchSize;
    return Perceptron.fit(set, { ...settings, batchSize: rows }, options);
  }

  protected override revive(model: unknown): FittedModel {
    return Perceptron.load(model);
  }
}
