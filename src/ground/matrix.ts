/** A dense float64 matrix, row-major: row `i`, column `j` is `data[i * columns + j]`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}
