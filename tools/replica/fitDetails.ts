import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { ReplicaModel } from "../../src/dataset/replica/replicaModel.ts";
import { lowerFactor, type Rows, weightedMean } from "./matrixRows.ts";
import { shrunkenCorrelation } from "./shrunkenCorrelation.ts";

const RIDGES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * Explains a clip's details by its core features: ridge regression (Hoerl and Kennard, 1970) of normal scores, with the ridge that best
 * predicts left-out clips. The unexplained part gets its own covariance.
 * @param core scores of the core features, one row per clip
 * @param details scores of the same clips' details
 * @param kinds the kind of each detail
 */
export function fitDetails(core: Rows, details: Rows, kinds: readonly string[]): ReplicaModel["detailModel"] {
  const coreMean = weightedMean(core);
  const detailMean = weightedMean(details);
  const X = new Matrix(core.map((row) => Array.from(row, (value, i) => value - coreMean[i]!)));
  const Y = new Matrix(details.map((row) => Array.from(row, (value, i) => value - detailMean[i]!)));
  const fits = RIDGES.map((ridge) => ridgeRegression(X, Y, ridge));
  const best = fits.reduce((one, other) => (other.error < one.error ? other : one));

  const slopes = best.slopes.transpose();
  const explainedMean = slopes.mmul(Matrix.columnVector(Array.from(coreMean))).to1DArray();
  const scale = best.residuals.rows / (best.residuals.rows - best.freedom);
  const deviations = Array.from({ length: Y.columns }, (_, column) => {
    const values = best.residuals.getColumn(column);
    return Math.sqrt((scale * values.reduce((sum, value) => sum + value * value, 0)) / values.length);
  });
  const correlation = shrunkenCorrelation(
    best.residuals.to2DArray().map((row) => Float64Array.from(row)),
    kinds,
  );
  const unexplained = Matrix.zeros(Y.columns, Y.columns);
  for (let i = 0; i < Y.columns; i++) {
    for (let j = 0; j < Y.columns; j++) {
      unexplained.set(i, j, correlation.get(i, j) * (deviations[i]! * deviations[j]!));
    }
  }
  return {
    intercept: Array.from(detailMean, (mean, i) => mean - explainedMean[i]!),
    slopes: slopes.to1DArray(),
    factor: Array.from(lowerFactor(unexplained)),
  };
}

interface RidgeFit {
  /** Core features x details. */
  readonly slopes: Matrix;
  readonly residuals: Matrix;
  /** The degrees of freedom the fit has used, including the mean. */
  readonly freedom: number;
  /** Sum of squared errors of left-out clips, one at a time. */
  readonly error: number;
}

function ridgeRegression(X: Matrix, Y: Matrix, ridge: number): RidgeFit {
  const normal = X.transpose().mmul(X).add(Matrix.eye(X.columns).mul(ridge));
  const solver = new CholeskyDecomposition(normal);
  const slopes = solver.solve(X.transpose().mmul(Y));
  const residuals = Matrix.sub(Y, X.mmul(slopes));
  // How much a clip's own value contributes to its prediction, from which its error if left out follows.
  const own = X.mmul(solver.solve(X.transpose()))
    .diagonal()
    .map((leverage) => leverage + 1 / X.rows);
  let error = 0;
  for (let row = 0; row < residuals.rows; row++) {
    for (const residual of residuals.getRow(row)) error += (residual / (1 - own[row]!)) ** 2;
  }
  return { slopes, residuals, freedom: own.reduce((sum, leverage) => sum + leverage, 0), error };
}
