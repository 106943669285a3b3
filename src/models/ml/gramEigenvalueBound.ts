import type { Matrix } from "../../ground/index.ts";

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
