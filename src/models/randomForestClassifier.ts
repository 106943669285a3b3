import type { ClassifierJSON, FittedModel, TrainingSet } from "./encodedClassifier.ts";
import { EncodedClassifier } from "./encodedClassifier.ts";
import type { Engine } from "./engine.ts";
import { MlRandomForest } from "./ml/mlRandomForest.ts";

export interface RandomForestOptions {
  /** How many trees. */
  readonly nEstimators: number;
  /** How many features are looked at: the square root of their number, or a number. */
  readonly maxFeatures: "sqrt" | number;
  /** An integer of at most 32 bits; the same seed and data give the same forest. */
  readonly seed: number;
}

/**
 * A random forest: trees grown on bootstrap samples, which vote (Breiman, "Random forests", 2001). Defaults as in scikit-learn:
 * 100 trees, the square root of the number of features, gini impurity, leaves that are pure.
 *
 * Engine `ml` is the package ml-random-forest. It draws the features once a tree, where Breiman and scikit-learn draw them
 * anew at every split, and so is another model with the same name. Its time grows with the square of the rows: about 0.15 s a
 * tree for 650 rows x 29, 2.4 s for 2,600.
 */
export class RandomForestClassifier extends EncodedClassifier<RandomForestOptions> {
  protected override readonly name = "RandomForestClassifier";

  /** @throws RangeError for options that are out of range */
  constructor({
    nEstimators = 100,
    maxFeatures = "sqrt",
    seed = 0,
    engine = "ml",
  }: Partial<RandomForestOptions> & { readonly engine?: Engine } = {}) {
    if (!(Number.isInteger(nEstimators) && nEstimators > 0)) {
      throw new RangeError(`nEstimators is ${nEstimators}; expected a positive integer`);
    }
    if (maxFeatures !== "sqrt" && !(Number.isInteger(maxFeatures) && maxFeatures > 0)) {
      throw new RangeError(`maxFeatures is ${maxFeatures}; expected "sqrt" or a positive integer`);
    }
    if (seed !== (seed | 0)) throw new RangeError(`seed is ${seed}; expected an integer of 32 bits`);
    super(engine, { nEstimators, maxFeatures, seed });
  }

  static load(json: ClassifierJSON<RandomForestOptions>): RandomForestClassifier {
    return new RandomForestClassifier({ ...json.options, engine: json.engine }).restore(json);
  }

  protected override fit(set: TrainingSet): FittedModel {
    const { nEstimators, maxFeatures, seed } = this.options;
    const { columns } = set.X;
    if (maxFeatures !== "sqrt" && maxFeatures > columns) {
      throw new RangeError(`maxFeatures is ${maxFeatures}, but X has only ${columns} columns`);
    }
    const features = maxFeatures === "sqrt" ? Math.max(1, Math.floor(Math.sqrt(columns))) : maxFeatures;
    return MlRandomForest.fit(set, { nEstimators, maxFeatures: features, seed });
  }

  protected override revive(model: unknown, classCount: number): FittedModel {
    return MlRandomForest.load(model, classCount);
  }
}
