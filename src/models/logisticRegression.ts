import type { ClassifierJSON, FittedModel, TrainingSet } from "./encodedClassifier.ts";
import { EncodedClassifier } from "./encodedClassifier.ts";
import type { Engine } from "./engine.ts";
import { MlLogisticRegression } from "./ml/mlLogisticRegression.ts";

export interface LogisticRegressionOptions {
  /** The largest number of steps. */
  readonly maxIter: number;
}

/**
 * Logistic regression. Standardise the features first: the fit needs it to converge.
 *
 * Engine `ml` is the package ml-logistic-regression: one regression a class against all others, without intercept and
 * without penalty, and exactly `maxIter` steps of steepest ascent. scikit-learn's default fits all classes at once, with an
 * intercept and an L2 penalty.
 */
export class LogisticRegression extends EncodedClassifier<LogisticRegressionOptions> {
  protected override readonly name = "LogisticRegression";

  /** @throws RangeError where `maxIter` is no positive integer */
  constructor({
    maxIter = 1000,
    engine = "ml",
  }: Partial<LogisticRegressionOptions> & { readonly engine?: Engine } = {}) {
    if (!(Number.isInteger(maxIter) && maxIter > 0)) {
      throw new RangeError(`maxIter is ${maxIter}; expected a positive integer`);
    }
    super(engine, { maxIter });
  }

  static load(json: ClassifierJSON<LogisticRegressionOptions>): LogisticRegression {
    return new LogisticRegression({ ...json.options, engine: json.engine }).restore(json);
  }

  protected override fit(set: TrainingSet): FittedModel {
    if (set.classCount < 2)
      throw new RangeError("all rows have the same label; a logistic regression needs two classes");
    return MlLogisticRegression.fit(set, this.options.maxIter);
  }

  protected override revive(model: unknown): FittedModel {
    return MlLogisticRegression.load(model);
  }
}
