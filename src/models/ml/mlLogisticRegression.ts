// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import { Matrix as MlMatrix } from "ml-matrix";
import OneVersusRest from "ml-logistic-regression";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import type { Matrix } from "../../ground/index.ts";
import { gramEigenvalueBound } from "./gramEigenvalueBound.ts";
import { toRows } from "./toRows.ts";

/**
 * Logistic regression by the package ml-logistic-regression: one-vs-rest regressions without intercept or penalty, by steepest ascent
 * with a fixed step.
 */
export class MlLogisticRegression implements FittedModel {
  readonly #model: OneVersusRest;

  private constructor(model: OneVersusRest) {
    this.#model = model;
  }

  /** @param maxIter the number of steps of each regression; the package has no other stopping rule */
  static fit({ X, codes }: TrainingSet, maxIter: number): MlLogisticRegression {
    // The loss's second derivative is at most X'X / 4, so a step of its inverse never overshoots.
    const bound = gramEigenvalueBound(X);
    const learningRate = bound > 0 ? 4 / bound : 1;
    const model = new OneVersusRest({ numSteps: maxIter, learningRate });
    model.train(new MlMatrix(toRows(X)), MlMatrix.columnVector(Array.from(codes)));
    return new MlLogisticRegression(model);
  }

  static load(model: unknown): MlLogisticRegression {
    return new MlLogisticRegression(OneVersusRest.load(model));
  }

  /** The regressions' probabilities, normalised so that each row sums to 1, as in scikit-learn's OneVsRestClassifier. */
  predictProba(X: Matrix): Matrix {
    const rest = this.#model.classifiers.map((classifier) => classifier.testScores(new MlMatrix(toRows(X))));
    const columns = rest.length;
    const data = new Float64Array(X.rows * columns);
    for (let row = 0; row < X.rows; row++) {
      const scores = rest.map((probabilities) => 1 - probabilities[row]!);
      const sum = scores.reduce((a, b) => a + b, 0);
      scores.forEach((score, code) => (data[row * columns + code] = sum > 0 ? score / sum : 1 / columns));
    }
    return { data, rows: X.rows, columns };
  }

  toJSON(): unknown {
    return JSON.parse(JSON.stringify(this.#model));
  }
}
