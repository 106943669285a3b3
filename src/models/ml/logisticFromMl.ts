// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the types travel with the importer, whatever the compiler is told to include
/// <reference path="./packages.d.ts" />
import type OneVersusRest from "ml-logistic-regression";
import type { Matrix } from "../../ground/index.ts";

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
