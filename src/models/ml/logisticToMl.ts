// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import OneVersusRest from "ml-logistic-regression";
import type { Matrix } from "../../ground/index.ts";

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
