import { type ParallelWork, startLoops, type WasmMemory, type WasmModule } from "../../wasm/index.ts";

/** The exports of `src/wasm/assembly/neighbors.ts`, which explains their arguments. */
export interface NeighborLoops {
  leafSize(): number;
  leafBytes(width: number): number;
  nodeSize(width: number): number;
  scratchSize(width: number, rows: number): number;
  quantise(
    source: number,
    rows: number,
    features: number,
    mean: number,
    axes: number,
    scale: number,
    largest: number,
    centred: number,
    target: number,
    width: number,
  ): void;
  buildTree(
    quantised: number,
    rows: number,
    width: number,
    order: number,
    nodes: number,
    points: number,
    indices: number,
  ): void;
  search(
    trainingRows: number,
    rows: number,
    features: number,
    width: number,
    nodes: number,
    points: number,
    indices: number,
    scale: number,
    scratch: number,
    queries: number,
    quantised: number,
    slacks: number,
    count: number,
    k: number,
    outIndices: number,
    outDistances: number,
  ): void;
}

/** An index in shared memory, as the searching threads need it. */
export interface NeighborIndex {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly rows: number;
  readonly features: number;
  /** Coordinates of a quantised row: the features, zero-padded to a multiple of 8. */
  readonly width: number;
  /** The factor applied to rotated rows before they are rounded. */
  readonly scale: number;
  /** The largest absolute value of a quantised coordinate. */
  readonly largest: number;
  /** The largest absolute value in the centred training rows. */
  readonly reach: number;
  readonly offsets: Readonly<Record<"rows" | "mean" | "axes" | "nodes" | "points" | "indices", number>>;
}

/** Where one call's queries and results are in the index's memory. */
export interface NeighborSearch {
  readonly index: NeighborIndex;
  readonly k: number;
  readonly queryCount: number;
  /** Queries per task. */
  readonly chunk: number;
  /** Bytes of scratch memory per thread. */
  readonly scratchSize: number;
  readonly offsets: Readonly<
    Record<"queries" | "quantised" | "slacks" | "centred" | "scratch" | "outIndices" | "outDistances", number>
  >;
}

/** Beyond this length, a row's sum of squares could overflow. */
const LONGEST = 1e150;

/** Searching: a task is the number of a chunk of queries. */
export const neighborWork: ParallelWork<NeighborSearch, number, void> = {
  moduleUrl: import.meta.url,
  name: "neighborWork",
  start: ({ index, k, queryCount, chunk, scratchSize, offsets }, lane) => {
    const loops = startLoops<NeighborLoops>(index.module, index.memory);
    const { rows, features, width, scale, largest, offsets: at } = index;
    return (task) => {
      const first = task * chunk;
      const count = Math.min(chunk, queryCount - first);
      const queries = offsets.queries + first * features * 8;
      const quantised = offsets.quantised + first * width * 2;
      const slacks = offsets.slacks + first * 8;
      const centred = offsets.centred + task * features * 8;
      loops.quantise(queries, count, features, at.mean, at.axes, scale, largest, centred, quantised, width);
      setSlacks(index, queries, slacks, count);
      loops.search(
        at.rows,
        rows,
        features,
        width,
        at.nodes,
        at.points,
        at.indices,
        scale,
        offsets.scratch + lane * scratchSize,
        queries,
        quantised,
        slacks,
        count,
        k,
        offsets.outIndices + first * k * 4,
        offsets.outDistances + first * k * 8,
      );
    };
  },
};

/**
 * Bounds, for each query, by how much an integer distance can exceed the true one: half a unit per coordinate from rounding each of the
 * two rows, plus the float64 rounding of their rotation (some 1e-16 of each summand).
 */
function setSlacks(
  { memory, features, scale, reach, offsets }: NeighborIndex,
  at: number,
  out: number,
  count: number,
): void {
  const queries = new Float64Array(memory.buffer, at, count * features);
  const mean = new Float64Array(memory.buffer, offsets.mean, features);
  const slacks = new Float64Array(memory.buffer, out, count);
  for (let i = 0; i < count; i++) {
    let largest = reach;
    for (let j = 0; j < features; j++) largest = Math.max(largest, Math.abs(queries[i * features + j]! - mean[j]!));
    slacks[i] = largest < LONGEST ? Math.sqrt(features) * 1.000001 + 1e-14 * features ** 2 * largest * scale : Infinity;
  }
}
