/** The k nearest training rows of each query, nearest first. */
export interface Neighbors {
  readonly k: number;
  /** queries x k, row-major: indices of training rows. */
  readonly indices: Int32Array;
  /** queries x k, row-major: Euclidean distances. */
  readonly distances: Float64Array;
}
