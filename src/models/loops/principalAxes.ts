import { EigenvalueDecomposition, Matrix as MlMatrix } from "ml-matrix";
import type { Matrix } from "../../ground/index.ts";

/** The mean and principal axes of a matrix's rows. */
export interface PrincipalAxes {
  readonly mean: Float64Array;
  /** features x features, row-major: one axis per row, greatest variance first. Orthonormal. */
  readonly axes: Float64Array;
}

/**
 * Computes the principal axes of the rows: the eigenvectors of their covariance. Uses at most `sample` evenly spaced rows; the axes are
 * then those of the sample, but still orthonormal.
 * @example
 * import { principalAxes } from "../src/models/index.ts";
 * const { mean, axes } = principalAxes({ data: Float64Array.of(0, 0, 1, 0, 2, 0), rows: 3, columns: 2 });
 * mean; // => [1, 0]
 * axes.map(Math.abs); // => [1, 0, 0, 1]
 */
export function principalAxes({ data, rows, columns }: Matrix, sample = 4096): PrincipalAxes {
  const step = Math.max(1, Math.floor(rows / sample));
  // Working in units of the largest value keeps squares from overflowing or underflowing.
  let unit = 0;
  for (let i = 0; i < rows; i += step) {
    for (let j = 0; j < columns; j++) unit = Math.max(unit, Math.abs(data[i * columns + j]!));
  }
  if (unit === 0) unit = 1;
  const mean = new Float64Array(columns);
  const count = Math.ceil(rows / step);
  for (let i = 0; i < rows; i += step) {
    for (let j = 0; j < columns; j++) mean[j]! += data[i * columns + j]! / unit / count;
  }
  const covariance = MlMatrix.zeros(columns, columns);
  const centred = new Float64Array(columns);
  for (let i = 0; i < rows; i += step) {
    for (let j = 0; j < columns; j++) centred[j] = data[i * columns + j]! / unit - mean[j]!;
    for (let j = 0; j < columns; j++) {
      for (let l = 0; l <= j; l++) covariance.set(j, l, covariance.get(j, l) + centred[j]! * centred[l]!);
    }
  }
  for (let j = 0; j < columns; j++) {
    for (let l = 0; l < j; l++) covariance.set(l, j, covariance.get(j, l));
    mean[j]! *= unit;
  }
  const { eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const axes = new Float64Array(columns * columns);
  // The decomposition sorts by ascending eigenvalue and stores one vector per column.
  for (let c = 0; c < columns; c++) {
    for (let j = 0; j < columns; j++) axes[c * columns + j] = eigenvectorMatrix.get(j, columns - 1 - c);
  }
  return { mean, axes };
}
