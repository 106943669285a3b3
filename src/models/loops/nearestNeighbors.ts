import type { ParallelOptions } from "../../wasm/index.ts";
import type { Matrix } from "../../ground/index.ts";
import { type Neighbors, plainNeighbors } from "./plainNeighbors.ts";
import { checkCount } from "../checkInput.ts";
import { NeighborTree } from "./neighborTree.ts";

/**
 * Exact nearest-neighbour search in Euclidean distance: of two rows at the same distance the one with the lower index is nearer. Few
 * queries are compared with all rows; for many, a tree is built first.
 * @example
 * import { NearestNeighbors } from "../src/models/index.ts";
 * const index = NearestNeighbors.fit({ data: Float64Array.of(0, 3, 10), rows: 3, columns: 1 });
 * const { indices, distances } = await index.kneighbors({ data: Float64Array.of(4), rows: 1, columns: 1 }, 2);
 * indices; // => [1, 0]
 * distances; // => [1, 4]
 */
export class NearestNeighbors {
  #rows: Matrix;
  #tree: NeighborTree | undefined;
  /** How many queries were compared with all rows. */
  #compared = 0;

  private constructor(rows: Matrix) {
    this.#rows = rows;
  }

  /** Prepares a search among the rows of `X` (finite numbers, at least one row and column). */
  static fit(X: Matrix): NearestNeighbors {
    return new NearestNeighbors({ ...X, data: X.data.slice() });
  }

  /** The rows that are searched. */
  get X(): Matrix {
    return this.#rows;
  }

  /**
   * Finds the `k` nearest training rows of each row of `X` (finite numbers, as many columns as in training). A training row finds
   * itself.
   * @throws RangeError if `k` is not an integer from 1 to the number of training rows
   */
  async kneighbors(X: Matrix, k: number, options: ParallelOptions = {}): Promise<Neighbors> {
    const { rows, columns } = this.#rows;
    checkCount("k", k);
    if (k > rows) throw new RangeError(`k is ${k}, but there are only ${rows} training rows`);
    if (!this.#tree) {
      this.#compared += X.rows;
      // About what it takes to build the tree: the principal axes and a rotation of the rows, in units of one comparison of two numbers.
      const ofTree = 3 * columns ** 2 * (rows + columns);
      if (this.#compared * rows * columns <= ofTree) {
        options.signal?.throwIfAborted();
        return plainNeighbors(this.#rows, X, k);
      }
      this.#tree = NeighborTree.fit(this.#rows);
      this.#rows = this.#tree.X;
    }
    return this.#tree.kneighbors(X, k, options);
  }
}
