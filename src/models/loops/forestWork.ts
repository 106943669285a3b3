import { type ParallelWork, startLoops, type WasmMemory, type WasmModule } from "../../wasm/index.ts";

/** The exports of `src/wasm/assembly/forest.ts`, which explains their arguments. */
export interface ForestLoops {
  rankColumn(rows: number, features: number, values: number, codes: number, rowCodes: number, scratch: number): number;
  growScratch(rows: number, features: number, classes: number): number;
  grow(
    rows: number,
    features: number,
    classes: number,
    codes: number,
    rowCodes: number,
    values: number,
    distinct: number,
    classesAt: number,
    seed: bigint,
    featuresASplit: number,
    maxDepth: number,
    minLeaf: number,
    scratch: number,
    nodes: number,
    counts: number,
    importances: number,
    inBag: number,
  ): bigint;
  prepareTree(nodes: number, count: number): void;
  addTree(
    nodes: number,
    counts: number,
    classes: number,
    source: number,
    tiles: number,
    columns: number,
    bag: number,
    firstTile: number,
    sums: number,
  ): void;
}

/** The size of a node in bytes. */
export const NODE_BYTES = 16;

/** The size of a code in bytes. A code is the rank of a row's value in its column. */
export const codeBytes = (rows: number): number => (rows <= 65536 ? 2 : 4);

/** What all trees of a forest are grown from. */
export interface ForestTraining {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  readonly maxFeatures: number;
  readonly maxDepth: number;
  readonly minSamplesLeaf: number;
  readonly keepBags: boolean;
  /** Offsets within one thread's room, relative to `room`, and the room's size. */
  readonly roomOffsets: Readonly<Record<"scratch" | "nodes" | "counts" | "importances" | "inBag", number>>;
  readonly roomSize: number;
  readonly offsets: Readonly<Record<"values" | "codes" | "rowCodes" | "distinct" | "classes" | "rooms", number>>;
}

/** A grown tree. */
export interface Tree {
  /** Packed nodes, in the loops' layout. */
  readonly nodes: Uint8Array;
  /** Class counts of leaves with more than one class: one number per class for each such leaf. */
  readonly counts: Float32Array;
  /** Each feature's decrease of Gini impurity, weighted by bootstrap copies. */
  readonly importances: Float64Array;
  /** One bit per row: whether the tree saw it. Empty unless requested. */
  readonly bag: Uint8Array;
}

/** Ranking: a task is a feature's number. */
export const rankWork: ParallelWork<ForestTraining, number, void> = {
  moduleUrl: import.meta.url,
  name: "rankWork",
  start: ({ module, memory, rows, features, offsets, roomOffsets, roomSize }, lane) => {
    const loops = startLoops<ForestLoops>(module, memory);
    const scratch = offsets.rooms + lane * roomSize + roomOffsets.scratch;
    const distinct = new Int32Array(memory.buffer, offsets.distinct, features);
    return (feature) => {
      const values = offsets.values + feature * rows * 8;
      const codes = offsets.codes + feature * rows * codeBytes(rows);
      const rowCodes = offsets.rowCodes + feature * codeBytes(rows);
      distinct[feature] = loops.rankColumn(rows, features, values, codes, rowCodes, scratch);
    };
  },
};

/** Growing: a task is a tree's seed. */
export const growWork: ParallelWork<ForestTraining, bigint, Tree> = {
  moduleUrl: import.meta.url,
  name: "growWork",
  start: (training, lane) => {
    const { module, memory, rows, features, classes, offsets, roomOffsets } = training;
    const loops = startLoops<ForestLoops>(module, memory);
    const room = offsets.rooms + lane * training.roomSize;
    const at = (name: keyof typeof roomOffsets): number => room + roomOffsets[name];
    return (seed) => {
      const grown = loops.grow(
        rows,
        features,
        classes,
        offsets.codes,
        offsets.rowCodes,
        offsets.values,
        offsets.distinct,
        offsets.classes,
        seed,
        training.maxFeatures,
        training.maxDepth,
        training.minSamplesLeaf,
        at("scratch"),
        at("nodes"),
        at("counts"),
        at("importances"),
        at("inBag"),
      );
      const nodeCount = Number(grown & 0xffffffffn);
      const listCount = Number(grown >> 32n);
      // Copies, because the room is reused for the next tree.
      return {
        nodes: new Uint8Array(memory.buffer, at("nodes"), nodeCount * NODE_BYTES).slice(),
        counts: new Float32Array(memory.buffer, at("counts"), listCount * classes).slice(),
        importances: new Float64Array(memory.buffer, at("importances"), features).slice(),
        bag: training.keepBags ? bitsOf(new Uint16Array(memory.buffer, at("inBag"), rows)) : new Uint8Array(0),
      };
    };
  },
};

function bitsOf(inBag: Uint16Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(inBag.length / 8));
  for (let row = 0; row < inBag.length; row++) if (inBag[row]! > 0) bits[row >> 3]! |= 1 << (row & 7);
  return bits;
}

/** Rows per tile. */
export const TILE = 8;

/** Where a prediction's trees and rows are in memory. */
export interface ForestPrediction {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly columns: number;
  readonly classes: number;
  /** The number of tiles altogether, and per task. */
  readonly tiles: number;
  readonly chunk: number;
  /** Byte offsets of each tree's nodes, class counts and bag (0: predict all rows). */
  readonly trees: readonly { readonly nodes: number; readonly counts: number; readonly bag: number }[];
  readonly offsets: Readonly<Record<"tiles" | "sums", number>>;
}

/** Predicting: a task is the number of a chunk of tiles. Trees are added in a fixed order, so that sums are always the same. */
export const predictWork: ParallelWork<ForestPrediction, number, void> = {
  moduleUrl: import.meta.url,
  name: "predictWork",
  start: ({ module, memory, columns, classes, tiles, chunk, trees, offsets }) => {
    const loops = startLoops<ForestLoops>(module, memory);
    return (task) => {
      const first = task * chunk;
      const count = Math.min(chunk, tiles - first);
      const source = offsets.tiles + first * TILE * columns * 8;
      const sums = offsets.sums + first * TILE * classes * 8;
      for (const { nodes, counts, bag } of trees) {
        loops.addTree(nodes, counts, classes, source, count, columns, bag, first, sums);
      }
    };
  },
};
