import {
  beginNode,
  bestCode,
  bestFeature,
  bestGain,
  bestMeasure,
  bestNext,
  isPerfect,
  nodeCount,
  prepareSplits,
  splitScratch,
  trySplits,
} from "./bestSplit";
import { FEATURE, LAST, NODE } from "./node";
import { below, seedRandom } from "./random";
import { codesAreShort } from "./rankColumn";
import { prepareSorting, sortKeys, sortScratch } from "./sortKeys";

/** From this many rows on, codes are closer together by columns than by rows. */
const MANY: i32 = 4096;

let rowCount: i32 = 0;
let featureCount: i32 = 0;
let maxFeatures: i32 = 0;
let payloadBits: u32 = 0;
/** Codes by columns and by rows, each column's sorted values (f64), and the number of distinct values of each column (i32). */
let codesAt: usize = 0;
let rowCodesAt: usize = 0;
let valuesAt: usize = 0;
let distinctAt: usize = 0;

// Scratch: the rows of the tree sorted by node, each with its payload (u32 both); room to set rows aside; sorted keys; the features in
// drawing order; nodes to grow.
let rowsAt: usize = 0;
let asideAt: usize = 0;
let keysAt: usize = 0;
let drawn: usize = 0;
let stack: usize = 0;

/** Bytes of scratch a thread needs to grow trees. */
export function growScratch(rows: i32, features: i32, classes: i32): usize {
  return <usize>rows * 40 + 64 + splitScratch(classes) + sortScratch(rows) + <usize>features * 4;
}

/**
 * Grows a tree over a bootstrap sample. `codes`, `rowCodes` and `values` have a column of `rows` entries per feature, as `rankColumn`
 * leaves them, `distinct` what it returned; `classes` has the class of each row. `nodes` is room for 2 `rows` - 1 nodes, `counts` for
 * `rows` lists of class counts (f32); `importances` receives each feature's decrease of impurity, `inBag` each row's number of copies
 * (u16).
 * @returns the number of nodes in the low, of lists of class counts in the high 32 bits
 */
export function grow(
  rows: i32,
  features: i32,
  classes: i32,
  codes: usize,
  rowCodes: usize,
  values: usize,
  distinct: usize,
  classesAt: usize,
  seed: u64,
  featuresASplit: i32,
  maxDepth: i32,
  minLeaf: i32,
  scratch: usize,
  nodes: usize,
  counts: usize,
  importances: usize,
  inBag: usize,
): u64 {
  rowCount = rows;
  featureCount = features;
  codesAt = codes;
  rowCodesAt = rowCodes;
  valuesAt = values;
  distinctAt = distinct;
  maxFeatures = featuresASplit;
  stack = scratch;
  keysAt = stack + ((<usize>rows) << 4);
  rowsAt = keysAt + ((<usize>rows) << 3) + 64;
  asideAt = rowsAt + ((<usize>rows) << 3);
  const splits = asideAt + ((<usize>rows) << 3);
  const sorting = splits + splitScratch(classes);
  drawn = sorting + sortScratch(rows);

  seedRandom(seed);
  for (let f = 0; f < features; f++) store<i32>(drawn + ((<usize>f) << 2), f);
  memory.fill(importances, 0, (<usize>features) << 3);
  const weightBits = bitsOf(drawBootstrap(inBag));
  const classBits = bitsOf(classes - 1);
  payloadBits = weightBits + classBits;
  prepareSplits(classes, minLeaf, weightBits, classBits, splits);
  prepareSorting(rows, sorting);
  const size = listRows(classesAt, inBag, weightBits);
  const isNarrow = payloadBits + bitsOf(rows - 1) < 32;
  const isShort = codesAreShort(rows);

  let nodeTotal = 0;
  let listTotal = 0;
  // A waiting node: its rows [from, to), its depth, and the parent whose right child it is (-1 for others).
  let waiting = 1;
  setWaiting(0, 0, size, 0, -1);
  while (waiting > 0) {
    waiting--;
    const entry = stack + ((<usize>waiting) << 4);
    const from = load<i32>(entry);
    const to = load<i32>(entry, 4);
    const depth = load<i32>(entry, 8);
    const parent = load<i32>(entry, 12);
    const node = nodeTotal++;
    if (parent >= 0) store<i32>(nodes + <usize>parent * NODE, node, LAST);
    const at = nodes + <usize>node * NODE;
    const only = beginNode(rowsAt + ((<usize>from) << 3), to - from);
    let isLeaf = only >= 0 || depth >= maxDepth || to - from < 2 * minLeaf;
    if (!isLeaf) isLeaf = !(isShort
        ? isNarrow
          ? findSplit<u32, u16>(from, to)
          : findSplit<u64, u16>(from, to)
        : isNarrow
          ? findSplit<u32, u32>(from, to)
          : findSplit<u64, u32>(from, to));
    if (isLeaf) {
      store<f64>(at, 0);
      store<i32>(at, -1, FEATURE);
      store<i32>(at, only, LAST);
      if (only < 0) {
        store<i32>(at, -1 - listTotal, LAST);
        const list = counts + ((<usize>listTotal * classes) << 2);
        for (let c = 0; c < classes; c++) store<f32>(list + ((<usize>c) << 2), <f32>nodeCount(c));
        listTotal++;
      }
      continue;
    }
    store<f64>(at, threshold());
    store<i32>(at, bestFeature, FEATURE);
    const gain = importances + ((<usize>bestFeature) << 3);
    store<f64>(gain, load<f64>(gain) + bestGain());
    const split = isShort ? partition<u16>(from, to) : partition<u32>(from, to);
    setWaiting(waiting++, split, to, depth + 1, node);
    setWaiting(waiting++, from, split, depth + 1, -1);
  }
  return ((<u64>listTotal) << 32) | (<u64>nodeTotal);
}

function bitsOf(number: u32): u32 {
  return 32 - <u32>clz(number);
}

function setWaiting(place: i32, from: i32, to: i32, depth: i32, parent: i32): void {
  const entry = stack + ((<usize>place) << 4);
  store<i32>(entry, from);
  store<i32>(entry, to, 4);
  store<i32>(entry, depth, 8);
  store<i32>(entry, parent, 12);
}

/** Draws as many rows as there are, with replacement; returns the largest number of copies. */
function drawBootstrap(inBag: usize): u32 {
  memory.fill(inBag, 0, (<usize>rowCount) << 1);
  let heaviest: u32 = 0;
  for (let i = 0; i < rowCount; i++) {
    const at = inBag + ((<usize>below(rowCount)) << 1);
    const weight = <u32>load<u16>(at) + 1;
    store<u16>(at, <u16>weight);
    heaviest = max(heaviest, weight);
  }
  return heaviest;
}

/** Lists the drawn rows with their payloads and returns their number. */
function listRows(classesAt: usize, inBag: usize, weightBits: u32): i32 {
  let size = 0;
  for (let row = 0; row < rowCount; row++) {
    const weight = <u32>load<u16>(inBag + ((<usize>row) << 1));
    if (weight === 0) continue;
    const at = rowsAt + ((<usize>size) << 3);
    store<i32>(at, row);
    store<u32>(at, (load<u32>(classesAt + ((<usize>row) << 2)) << weightBits) | weight, 4);
    size++;
  }
  return size;
}

/** The code of row 0 for a feature; `strideOf` gives the distance between two rows' codes. Few rows are read by rows. */
function codesOf<C>(feature: i32, size: i32): usize {
  return size < MANY ? rowCodesAt + <usize>feature * sizeof<C>() : codesAt + <usize>feature * rowCount * sizeof<C>();
}

function strideOf<C>(size: i32): usize {
  return size < MANY ? <usize>featureCount * sizeof<C>() : sizeof<C>();
}

function valuesOf(feature: i32): usize {
  return valuesAt + (((<usize>feature) * rowCount) << 3);
}

/** Searches for the node's best split; false if no drawn feature has one. */
function findSplit<K, C>(from: i32, to: i32): bool {
  const rows = rowsAt + ((<usize>from) << 3);
  const size = to - from;
  const stride = strideOf<C>(size);
  let visited = 0;
  let constant = 0;
  while (visited < featureCount && (visited < maxFeatures || visited <= constant)) {
    const pick = visited + below(featureCount - visited);
    const at = drawn + ((<usize>visited) << 2);
    const other = drawn + ((<usize>pick) << 2);
    const feature = load<i32>(other);
    store<i32>(other, load<i32>(at));
    store<i32>(at, feature);
    visited++;
    if (isPerfect) continue;
    const codes = codesOf<C>(feature, size);
    sortKeys<K, C>(codes, stride, rows, size, payloadBits, keysAt);
    const hasTies = load<i32>(distinctAt + ((<usize>feature) << 2)) < rowCount;
    if (hasTies && isConstant<K>(valuesOf(feature), size)) constant++;
    else trySplits<K>(feature, keysAt, size, hasTies ? valuesOf(feature) : 0);
  }
  return bestMeasure > -Infinity;
}

/** Whether the smallest and the largest of the sorted keys have the same value. */
function isConstant<K>(values: usize, size: i32): bool {
  const first = <u32>(load<K>(keysAt) >> (<K>payloadBits));
  const last = <u32>(load<K>(keysAt + <usize>(size - 1) * sizeof<K>()) >> (<K>payloadBits));
  return load<f64>(values + ((<usize>first) << 3)) === load<f64>(values + ((<usize>last) << 3));
}

/** The midpoint between the values on both sides of the best split. */
function threshold(): f64 {
  const column = valuesOf(bestFeature);
  const low = load<f64>(column + ((<usize>bestCode) << 3));
  const high = load<f64>(column + ((<usize>bestNext) << 3));
  const middle = low / 2 + high / 2;
  return middle < high ? middle : low;
}

/** Sorts a node's rows to the sides of its best split, keeping their order; returns where the right side starts. */
function partition<C>(from: i32, to: i32): i32 {
  const codes = codesOf<C>(bestFeature, to - from);
  const stride = strideOf<C>(to - from);
  const end = rowsAt + ((<usize>to) << 3);
  let left = rowsAt + ((<usize>from) << 3);
  let aside = asideAt;
  for (let at = left; at < end; at += 8) {
    const row = load<u64>(at);
    const goesLeft = <u32>load<C>(codes + <usize>(<u32>row) * stride) <= bestCode;
    store<u64>(left, row);
    store<u64>(aside, row);
    left += (<usize>goesLeft) << 3;
    aside += (<usize>!goesLeft) << 3;
  }
  for (let from = asideAt, to = left; from < aside; from += 8, to += 8) store<u64>(to, load<u64>(from));
  return <i32>((left - rowsAt) >> 3);
}
