import type { Matrix } from "../../ground/index.ts";
import {
  extendMemory,
  loadLoops,
  loopsModule,
  type ParallelOptions,
  runParallel,
  sharedMemory,
  threadCount,
} from "../../wasm/index.ts";
import { type NeighborIndex, type NeighborLoops, neighborWork } from "./neighborWork.ts";
import type { Neighbors } from "./plainNeighbors.ts";
import { principalAxes } from "./principalAxes.ts";

const LOOPS = "neighbors";
/** Small enough that threads finish together, large enough that handing out tasks costs next to nothing. */
const CHUNK = 256;
/** How many bytes of queries and results are held in memory at a time. */
const PASS_BYTES = 1 << 25;
/** A search of fewer distances takes milliseconds, so no threads are started for it. */
const SMALL_SEARCH = 5e6;

/**
 * Exact nearest-neighbour search in Euclidean distance: a k-d tree over the principal axes, scanned in integers with early exit, with
 * every neighbour decided in float64 (see `src/wasm/assembly/neighbors.ts` for the method and its sources). The neighbours are those of
 * `plainNeighbors`.
 */
export class NeighborTree {
  readonly #index: NeighborIndex;
  readonly #rows: Float64Array;
  readonly #scratchSize: number;
  /** Where the memory free for queries begins. */
  readonly #free: number;
  /** Searches share the memory after `#free`, so they wait for one another. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(index: NeighborIndex, rows: Float64Array, scratchSize: number, free: number) {
    this.#index = index;
    this.#rows = rows;
    this.#scratchSize = scratchSize;
    this.#free = free;
  }

  /** Builds the index over the rows of `X` (finite numbers, at least one row and column). */
  static fit(X: Matrix): NeighborTree {
    const { rows, columns: features } = X;
    const width = Math.ceil(features / 8) * 8;
    const { mean, axes } = principalAxes(X);
    const sizes = loadLoops<NeighborLoops>(LOOPS, sharedMemory({}).memory);
    const leaves = Math.ceil(rows / sizes.leafSize());
    const { memory, offsets, views, end } = sharedMemory({
      rows: ["f64", rows * features],
      mean: ["f64", features],
      axes: ["f64", features * features],
      nodes: ["u8", leaves * sizes.nodeSize(width)],
      points: ["u8", leaves * sizes.leafBytes(width)],
      indices: ["i32", leaves * sizes.leafSize()],
    });
    views.rows.set(X.data);
    views.mean.set(mean);
    views.axes.set(axes);
    const loops = loadLoops<NeighborLoops>(LOOPS, memory);
    const { quantised, order, centred } = extendMemory(memory, end, {
      quantised: ["u16", rows * width],
      order: ["i32", rows],
      centred: ["f64", features],
    }).offsets;
    // The squared distance of two rows of `width` coordinates must fit in 31 bits.
    const largest = Math.floor(Math.sqrt((2 ** 31 - 1) / width) / 2) - 1;
    const { scale, reach } = quantisation(X, mean, axes, largest);
    loops.quantise(offsets.rows, rows, features, offsets.mean, offsets.axes, scale, largest, centred, quantised, width);
    loops.buildTree(quantised, rows, width, order, offsets.nodes, offsets.points, offsets.indices);
    const module = loopsModule(LOOPS);
    const index = { module, memory, rows, features, width, scale, largest, reach, offsets };
    return new NeighborTree(index, views.rows, sizes.scratchSize(width, rows), end);
  }

  /** The rows that the index was built over. */
  get X(): Matrix {
    return { data: this.#rows, rows: this.#index.rows, columns: this.#index.features };
  }

  /** Finds the `k` nearest training rows (1 to their number) of each row of `X` (finite numbers, as many columns as in training). */
  kneighbors(X: Matrix, k: number, options: ParallelOptions = {}): Promise<Neighbors> {
    const search = this.#last.then(() => this.#search(X, k, options));
    this.#last = search.catch(() => undefined);
    return search;
  }

  async #search(X: Matrix, k: number, options: ParallelOptions): Promise<Neighbors> {
    const index = this.#index;
    const { features, width } = index;
    const scratchSize = this.#scratchSize;
    const indices = new Int32Array(X.rows * k);
    const distances = new Float64Array(X.rows * k);
    const bytesPerQuery = features * 8 + width * 2 + 8 + k * 12;
    const pass = Math.ceil(PASS_BYTES / bytesPerQuery / CHUNK) * CHUNK;
    const workers = X.rows * index.rows < SMALL_SEARCH ? 1 : options.workers;
    for (let first = 0; first < X.rows; first += pass) {
      const queryCount = Math.min(pass, X.rows - first);
      const tasks = Array.from({ length: Math.ceil(queryCount / CHUNK) }, (_, task) => task);
      const { offsets, views } = extendMemory(index.memory, this.#free, {
        queries: ["f64", queryCount * features],
        quantised: ["u16", queryCount * width],
        slacks: ["f64", queryCount],
        centred: ["f64", tasks.length * features],
        scratch: ["u8", threadCount(workers) * scratchSize],
        outIndices: ["i32", queryCount * k],
        outDistances: ["f64", queryCount * k],
      });
      views.queries.set(X.data.subarray(first * features, (first + queryCount) * features));
      await runParallel(neighborWork, { index, k, queryCount, chunk: CHUNK, scratchSize, offsets }, tasks, {
        ...options,
        workers,
        onProgress: (done) => options.onProgress?.((first + done * queryCount) / X.rows),
      });
      indices.set(views.outIndices, first * k);
      for (let i = 0; i < queryCount * k; i++) distances[first * k + i] = Math.sqrt(views.outDistances[i]!);
    }
    return { k, indices, distances };
  }
}

/** How rotated rows become integers. */
export interface Quantisation {
  /** The factor applied to a rotated row. */
  readonly scale: number;
  /** The largest absolute value in the centred rows. */
  readonly reach: number;
}

const SAMPLE = 2048;
/** The share of rows whose coordinates are all kept; coordinates further out are clamped. */
const INSIDE = 0.99;
const MARGIN = 1.25;

/**
 * The scale at which nearly all rows' coordinates along `axes` stay within `largest`, estimated from a sample. It ignores a few
 * outliers, which would make the integers of all other rows small.
 */
export function quantisation(
  { data, rows, columns }: Matrix,
  mean: Float64Array,
  axes: Float64Array,
  largest: number,
): Quantisation {
  let reach = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) reach = Math.max(reach, Math.abs(data[at]! - mean[j]!));
  }
  const step = Math.max(1, Math.floor(rows / SAMPLE));
  const extents: number[] = [];
  for (let i = 0; i < rows; i += step) {
    let extent = 0;
    for (let c = 0; c < columns; c++) {
      let coordinate = 0;
      for (let j = 0; j < columns; j++) coordinate += axes[c * columns + j]! * (data[i * columns + j]! - mean[j]!);
      extent = Math.max(extent, Math.abs(coordinate));
    }
    extents.push(extent);
  }
  extents.sort((a, b) => a - b);
  const usual = extents[Math.floor((extents.length - 1) * INSIDE)]! * MARGIN;
  const extent = usual > 0 ? usual : reach;
  const scale = largest / extent;
  return { scale: Number.isFinite(scale) ? scale : 1, reach };
}
