// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import OneVersusRest from "ml-logistic-regression";
import { Matrix as MlMatrix } from "ml-matrix";
import type { Matrix } from "../../ground/index.ts";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import { toRows } from "./classesOfMl.ts";

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

/** An upper bound on the largest eigenvalue of X'X: its largest row sum of absolute values (Gershgorin's circles). */
export function gramEigenvalueBound({ data, rows, columns }: Matrix): number {
  const gram = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const x = data.subarray(row * columns, (row + 1) * columns);
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < columns; j++) gram[i * columns + j]! += x[i]! * x[j]!;
    }
  }
  let bound = 0;
  for (let i = 0; i < columns; i++) {
    const sum = gram.subarray(i * columns, (i + 1) * columns).reduce((total, value) => total + Math.abs(value), 0);
    bound = Math.max(bound, sum);
  }
  return bound;
}

/**
 * The coefficients of the package's model: one row per class, or a single row for the second of two classes. `codes` gives the row of
 * each of its classes.
 */
export function logisticFromMl({ classifiers }: OneVersusRest, codes: Int32Array): Matrix {
  const columns = classifiers[0]!.weights.columns;
  const data = new Float64Array(classifiers.length * columns);
  classifiers.forEach(({ weights }, number) => {
    // The package's regressions predict the probability that a row is NOT of the class.
    for (let j = 0; j < columns; j++) data[codes[number]! * columns + j] = -weights.get(0, j);
  });
  if (classifiers.length !== 2) return { data, rows: classifiers.length, columns };
  const difference = data.slice(columns).map((value, j) => value - data[j]!);
  return { data: difference, rows: 1, columns };
}

/**
 * Converts to the package's model with the same coefficients. It has no intercept, so its input rows need an extra column of ones at
 * the end. Its class order is ours; its probabilities differ, being one-vs-rest.
 */
export function logisticToMl(coefficients: Matrix, intercepts: Float64Array, classCount: number): OneVersusRest {
  const { data, columns } = coefficients;
  const score = (output: number): number[] => [
    ...data.subarray(output * columns, (output + 1) * columns),
    intercepts[output]!,
  ];
  // The binary case has one set of coefficients, for the second class.
  const scores =
    classCount === 2 ? [score(0).map((value) => -value), score(0)] : Array.from(intercepts, (_, k) => score(k));
  return OneVersusRest.load({
    name: "LogisticRegression",
    numSteps: 0,
    learningRate: 0,
    numberClasses: classCount,
    classifiers: scores.map((weights) => ({
      name: "LogisticRegressionTwoClasses",
      numSteps: 0,
      learningRate: 0,
      // The package's regressions predict the probability that a row is NOT of the class.
      weights: [weights.map((value) => -value)],
    })),
  });
}
