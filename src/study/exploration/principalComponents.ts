import { EigenvalueDecomposition, Matrix as MlMatrix } from "ml-matrix";
import type { Matrix } from "../../ground/index.ts";
import { StandardScaler } from "../../models/index.ts";
import { correlationMatrix, formatPercent } from "../common/index.ts";

/** The directions in which standardised features vary most. */
export interface PrincipalComponents {
  /** The rows' coordinates, one list per component, largest variance first. */
  readonly scores: readonly Float64Array[];
  /** Each feature's weight in each component. */
  readonly loadings: readonly Float64Array[];
  /** The share of the variance that each component explains; over all components it sums to 1. */
  readonly explained: readonly number[];
}

/**
 * Principal component analysis of standardised features: the eigenvectors of their correlation matrix (Hotelling, 1933). A component's
 * sign is arbitrary; it is chosen so that the largest weight is positive.
 * @param count the number of components
 * @throws RangeError if there are more components than features
 */
export function principalComponents(X: Matrix, count = 2): PrincipalComponents {
  const { rows, columns } = X;
  if (count > columns) throw new RangeError(`${count} components of ${columns} features; expected at most as many`);
  const correlations = correlationMatrix(X);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new MlMatrix(correlations), {
    assumeSymmetric: true,
  });
  const order = [...realEigenvalues.keys()].sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!).slice(0, count);
  const loadings = order.map((column) => withPositivePeak(Float64Array.from(eigenvectorMatrix.getColumn(column))));

  const { data } = new StandardScaler().fit(X).transform(X);
  const scores = loadings.map((weights) =>
    Float64Array.from({ length: rows }, (_, row) =>
      weights.reduce((sum, weight, column) => sum + weight * data[row * columns + column]!, 0),
    ),
  );
  const total = realEigenvalues.reduce((sum, value) => sum + value, 0);
  return { scores, loadings, explained: order.map((column) => realEigenvalues[column]! / total) };
}

function withPositivePeak(weights: Float64Array): Float64Array {
  const peak = weights.reduce((largest, weight) => (Math.abs(weight) > Math.abs(largest) ? weight : largest), 0);
  return peak < 0 ? weights.map((weight) => -weight) : weights;
}

/** The axis of a principal component, labelled with the share of the variance it explains in brackets. */
export function componentAxis(component: number, explained: readonly number[]): Record<string, unknown> {
  return {
    title: { text: `component ${component + 1} (${formatPercent(explained[component]!)})`, font: { size: 12 } },
    nticks: 5,
    zeroline: false,
  };
}
