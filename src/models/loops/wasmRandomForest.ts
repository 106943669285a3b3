import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import {
  extendMemory,
  loopsModule,
  loadLoops,
  type ParallelOptions,
  runParallel,
  sharedMemory,
  threadCount,
} from "../../wasm/index.ts";
import type { FittedModel, TrainingSet } from "../encodedClassifier.ts";
import type { Matrix } from "../../ground/index.ts";
import { arrayFromJSON, arrayToJSON } from "../typedArrayJson.ts";
import { PlacedTrees } from "./placedTrees.ts";
import {
  codeBytes,
  type ForestLoops,
  growWork,
  NODE_BYTES,
  predictWork,
  rankWork,
  TILE,
  type Tree,
} from "./forestWork.ts";

/** How the trees are grown. */
export interface ForestSettings {
  readonly nEstimators: number;
  /** Features considered at each split. */
  readonly maxFeatures: number;
  /** The maximum number of levels below the root; undefined to grow until every leaf has one class. */
  readonly maxDepth: number | undefined;
  readonly minSamplesLeaf: number;
  readonly seed: number;
  /** Whether to predict each row by the trees that did not see it. */
  readonly oobScore: boolean;
}

const LOOPS = "forest";
/** Tiles per prediction task: rows stream by while a tree stays in a core's cache, and each task reads every tree once. */
const MAX_CHUNK = 1024;
/** A fit with fewer values to consider takes milliseconds, so no threads are started for it. */
const SMALL_FIT = 1e6;
const SMALL_PREDICTION = 2e5;
const UNLIMITED = 2 ** 31 - 1;

/**
 * A random forest like scikit-learn's (see `src/wasm/assembly/forest.ts` for its rules and sources): bootstrap samples, Gini impurity,
 * exact splits, the mean of the trees' class shares. Every tree has its own seed, so the forest doesn't depend on the number of
 * threads. Any two different values can be split, whereas scikit-learn first rounds them to float32.
 */
export class WasmRandomForest implements FittedModel {
  readonly columns: number;
  readonly classCount: number;
  /** Class probabilities of each training row by the trees that did not see it; NaN if all did. */
  readonly oobProba: Matrix | undefined;
  readonly #importances: readonly Float64Array[];
  readonly #workers: number | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** The trees as they were grown, ... */
  #grown: readonly Tree[];
  /** ... or, from the first prediction on, in the memory that they predict from: a large forest isn't kept twice. */
  #placed: PlacedTrees | undefined;

  constructor(
    trees: readonly Tree[],
    columns: number,
    classCount: number,
    workers: number | undefined,
    oobProba?: Matrix,
  ) {
    this.#grown = trees;
    this.#importances = trees.map(({ importances }) => importances);
    this.columns = columns;
    this.classCount = classCount;
    this.#workers = workers;
    this.oobProba = oobProba;
  }

  static async fit(
    { X, codes, classCount }: TrainingSet,
    settings: ForestSettings,
    options: ParallelOptions = {},
  ): Promise<WasmRandomForest> {
    const { rows, columns } = X;
    const { nEstimators, maxFeatures, maxDepth = UNLIMITED, minSamplesLeaf, oobScore } = settings;
    const workers = rows * columns * nEstimators < SMALL_FIT ? 1 : options.workers;
    const sizes = loadLoops<ForestLoops>(LOOPS, sharedMemory({}).memory);
    const lanes = Math.min(threadCount(workers), Math.max(nEstimators, columns));
    const room = roomFor(rows, columns, classCount, sizes);
    const { memory, offsets, views } = sharedMemory({
      values: ["f64", rows * columns],
      codes: ["u8", rows * columns * codeBytes(rows)],
      rowCodes: ["u8", rows * columns * codeBytes(rows)],
      distinct: ["i32", columns],
      classes: ["i32", rows],
      rooms: ["u8", lanes * room.roomSize],
    });
    transpose(X, views.values);
    views.classes.set(codes);
    const training = {
      module: loopsModule(LOOPS),
      memory,
      rows,
      features: columns,
      classes: classCount,
      maxFeatures,
      maxDepth,
      minSamplesLeaf,
      keepBags: oobScore,
      ...room,
      offsets,
    };
    const features = Array.from({ length: columns }, (_, feature) => feature);
    await runParallel(rankWork, training, features, { workers, signal: options.signal });
    const trees = await runParallel(growWork, training, treeSeeds(settings), { ...options, workers });
    const forest = new WasmRandomForest(trees, columns, classCount, options.workers);
    if (!oobScore) return forest;
    const oobProba = await forest.#predict(X, { workers, signal: options.signal }, true);
    return new WasmRandomForest(trees, columns, classCount, options.workers, oobProba);
  }

  static load(model: unknown, workers?: number): WasmRandomForest {
    const { columns, classCount, nodeCounts, listCounts, nodes, counts, importances } = model as ForestJSON;
    const allNodes = arrayFromJSON(nodes, "Uint8Array");
    const allCounts = arrayFromJSON(counts, "Float32Array");
    const allImportances = arrayFromJSON(importances, "Float64Array");
    let node = 0;
    let list = 0;
    const trees = nodeCounts.map((nodeCount, tree) => ({
      nodes: allNodes.subarray(node * NODE_BYTES, (node += nodeCount) * NODE_BYTES),
      counts: allCounts.subarray(list * classCount, (list += listCounts[tree]!) * classCount),
      importances: allImportances.subarray(tree * columns, (tree + 1) * columns),
      bag: new Uint8Array(0),
    }));
    if (node * NODE_BYTES !== allNodes.length || list * classCount !== allCounts.length) {
      throw new RangeError("the saved forest's trees and their sizes don't agree");
    }
    return new WasmRandomForest(trees, columns, classCount, workers);
  }

  /** The trees as they were grown; a copy of them after the first prediction. */
  get trees(): readonly Tree[] {
    return this.#placed?.copy() ?? this.#grown;
  }

  /** The mean of the trees' class shares. */
  predictProba(X: Matrix): Promise<Matrix> {
    return this.#predict(X, { workers: this.#workers }, false);
  }

  /**
   * Each feature's share of the total decrease of impurity, averaged over the trees; they sum to 1 (or are all 0 if no tree has a
   * split).
   */
  featureImportances(): Float64Array {
    const mean = new Float64Array(this.columns);
    for (const importances of this.#importances) {
      const total = importances.reduce((sum, value) => sum + value, 0);
      if (total > 0) importances.forEach((value, feature) => (mean[feature]! += value / total));
    }
    const total = mean.reduce((sum, value) => sum + value, 0);
    return total > 0 ? mean.map((value) => value / total) : mean;
  }

  toJSON(): ForestJSON {
    const { trees, columns, classCount } = this;
    return {
      columns,
      classCount,
      nodeCounts: trees.map(({ nodes }) => nodes.length / NODE_BYTES),
      listCounts: trees.map(({ counts }) => counts.length / classCount),
      nodes: arrayToJSON(new Uint8Array(joined(trees.map(({ nodes }) => nodes)))),
      counts: arrayToJSON(new Float32Array(joined(trees.map(({ counts }) => counts)))),
      importances: arrayToJSON(new Float64Array(joined(trees.map(({ importances }) => importances)))),
    };
  }

  /** Predictions share the memory behind the trees, so they wait for one another. */
  #predict(X: Matrix, options: ParallelOptions, outOfBag: boolean): Promise<Matrix> {
    const prediction = this.#last.then(() => this.#predictNow(X, options, outOfBag));
    this.#last = prediction.catch(() => undefined);
    return prediction;
  }

  async #predictNow({ data, rows }: Matrix, options: ParallelOptions, outOfBag: boolean): Promise<Matrix> {
    const { columns, classCount: classes } = this;
    this.#placed ??= new PlacedTrees(this.#grown);
    this.#grown = [];
    const { memory, places, end } = this.#placed;
    const tiles = Math.ceil(rows / TILE);
    const { offsets, views } = extendMemory(memory, end, {
      tiles: ["f64", tiles * TILE * columns],
      sums: ["f64", tiles * TILE * classes],
    });
    tile({ data, rows, columns }, views.tiles);
    views.sums.fill(0);
    const trees = places.map(({ nodes, counts, bag }) => ({ nodes, counts, bag: outOfBag ? bag : 0 }));
    const workers = rows * trees.length < SMALL_PREDICTION ? 1 : options.workers;
    const chunk = Math.min(MAX_CHUNK, Math.ceil(tiles / (4 * threadCount(workers))));
    const tasks = Array.from({ length: Math.ceil(tiles / chunk) }, (_, task) => task);
    const prediction = { module: loopsModule(LOOPS), memory, columns, classes, tiles, chunk, trees, offsets };
    await runParallel(predictWork, prediction, tasks, { ...options, workers });
    const proba = views.sums.slice(0, rows * classes);
    for (let row = 0; row < proba.length; row += classes) {
      let total = trees.length;
      if (outOfBag) {
        total = 0;
        for (let c = 0; c < classes; c++) total += proba[row + c]!;
      }
      for (let c = 0; c < classes; c++) proba[row + c]! /= total;
    }
    return { data: proba, rows, columns: classes };
  }
}

interface ForestJSON {
  readonly columns: number;
  readonly classCount: number;
  readonly nodeCounts: readonly number[];
  readonly listCounts: readonly number[];
  readonly nodes: unknown;
  readonly counts: unknown;
  readonly importances: unknown;
}

/** Writes a matrix's rows in tiles: 8 values of the first column, then 8 of the next. */
function tile({ data, rows, columns }: Matrix, tiles: Float64Array): void {
  for (let row = 0; row < rows; row++) {
    const first = (row - (row % TILE)) * columns + (row % TILE);
    for (let column = 0; column < columns; column++) tiles[first + column * TILE] = data[row * columns + column]!;
  }
}

/** The room of one thread: what growing needs, and what it produces. */
function roomFor(rows: number, columns: number, classes: number, loops: ForestLoops) {
  const sizes = {
    scratch: loops.growScratch(rows, columns, classes),
    nodes: (2 * rows - 1) * NODE_BYTES,
    counts: rows * classes * 4,
    importances: columns * 8,
    inBag: rows * 2,
  };
  const roomOffsets = { scratch: 0, nodes: 0, counts: 0, importances: 0, inBag: 0 };
  let roomSize = 0;
  for (const name of Object.keys(sizes) as (keyof typeof sizes)[]) {
    roomOffsets[name] = roomSize;
    roomSize += Math.ceil(sizes[name] / 64) * 64;
  }
  return { roomOffsets, roomSize };
}

/** Writes a matrix's columns one after another. */
function transpose({ data, rows, columns }: Matrix, target: Float64Array): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) target[column * rows + row] = data[row * columns + column]!;
  }
}

/** A 64-bit seed for each tree. */
function treeSeeds({ seed, nEstimators }: ForestSettings): bigint[] {
  const random = xoroshiro128plus(seed);
  const half = (): bigint => BigInt(uniformInt(random, 0, 0x7fffffff));
  return Array.from({ length: nEstimators }, () => (half() << 32n) | half());
}

/** The bytes of arrays, one after another; without a copy if that is how they lie in a buffer of their own. */
function joined(arrays: readonly (Uint8Array | Float32Array | Float64Array)[]): ArrayBuffer {
  const length = arrays.reduce((sum, array) => sum + array.byteLength, 0);
  const { buffer } = arrays[0]!;
  let at = 0;
  for (const array of arrays) if (array.buffer === buffer && array.byteOffset === at) at += array.byteLength;
  if (at === length && buffer.byteLength === length) return buffer as ArrayBuffer;
  const bytes = new Uint8Array(length);
  at = 0;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return bytes.buffer;
}
