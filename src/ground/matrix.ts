/** A dense matrix of float64, row-major: the value of row `i`, column `j` stands at `data[i * columns + j]`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}
