// The best split of a node. Its measure is the sum over both sides of the squared class counts divided by the side's size: the larger
// it is, the smaller the Gini impurity. All counts are integers, so the measure doesn't depend on the order of computation.

let classCount: i32 = 0;
let minLeaf: i32 = 0;
let payloadBits: u32 = 0;
let classShift: u32 = 0;
let weightMask: u32 = 0;
let classMask: u32 = 0;

/** Class counts of the node and of the left side (f64). */
let nodeCounts: usize = 0;
let leftCounts: usize = 0;

/** The weight of the node's rows, and the sum of its squared class counts. */
let total: f64 = 0;
let squares: f64 = 0;

/** The measure of the best split so far, -Infinity if there is none. */
export let bestMeasure: f64 = 0;
/** The feature that it splits. */
export let bestFeature: i32 = 0;
/** The largest code of its left side, and the smallest one of its right side. */
export let bestCode: u32 = 0;
export let bestNext: u32 = 0;
/** Whether each of its sides has only one class: no split can be better. */
export let isPerfect: bool = false;

/** Bytes of scratch needed to search for splits. */
export function splitScratch(classes: i32): usize {
  return 2 * countBytes(classes);
}

/** Room for one number per class, in steps of 16 bytes. */
function countBytes(classes: i32): usize {
  return ((<usize>(classes + 1)) >> 1) << 4;
}

/** Sets a list of class counts to 0; shorter than a call of `memory.fill`. */
function clear(counts: usize): void {
  for (let at = counts; at < counts + countBytes(classCount); at += 16) v128.store(at, i32x4.splat(0));
}

/** Sets what is the same for all nodes of a tree: a payload is a class above `weightBits` bits of weight. */
export function prepareSplits(classes: i32, minSamplesLeaf: i32, weightBits: u32, classBits: u32, scratch: usize): void {
  classCount = classes;
  minLeaf = minSamplesLeaf;
  payloadBits = weightBits + classBits;
  classShift = weightBits;
  weightMask = (1 << weightBits) - 1;
  classMask = (1 << classBits) - 1;
  nodeCounts = scratch;
  leftCounts = nodeCounts + countBytes(classes);
}

/** Starts a node of `size` rows (pairs of a row and its payload); returns the class of all of them, or -1 if there are several classes. */
export function beginNode(rows: usize, size: i32): i32 {
  clear(nodeCounts);
  const first = load<u32>(rows, 4) >> classShift;
  let others: u32 = 0;
  const end = rows + ((<usize>size) << 3);
  for (let at = rows; at < end; at += 8) {
    const payload = load<u32>(at, 4);
    const count = nodeCounts + ((<usize>(payload >> classShift)) << 3);
    store<f64>(count, load<f64>(count) + <f64>(payload & weightMask));
    others |= (payload >> classShift) ^ first;
  }
  if (others === 0) return <i32>first;
  total = 0;
  squares = 0;
  for (let c = 0; c < classCount; c++) {
    const count = nodeCount(c);
    total += count;
    squares += count * count;
  }
  bestMeasure = -Infinity;
  isPerfect = false;
  return -1;
}

/** How many rows of a class the node has, counting bootstrap copies. */
export function nodeCount(code: i32): f64 {
  return load<f64>(nodeCounts + ((<usize>code) << 3));
}

/** How much the best split lowers the node's impurity. */
export function bestGain(): f64 {
  return bestMeasure - squares / total;
}

/**
 * Tries every split between two adjacent sorted keys. `values`: the column's sorted values if some are equal and can't be split,
 * otherwise 0.
 */
export function trySplits<K>(feature: i32, keys: usize, size: i32, values: usize): void {
  if (values === 0) tryAll<K>(feature, keys, size, 0, false);
  else tryAll<K>(feature, keys, size, values, true);
}

// @ts-ignore: decorator
@inline
function tryAll<K>(feature: i32, keys: usize, size: i32, values: usize, hasTies: bool): void {
  clear(leftCounts);
  let squaresLeft: f64 = 0;
  // Squares of the right side = squares of the node + squares of the left side - 2 x (class counts of both, multiplied).
  let rest = squares;
  let left: f64 = 0;
  let limit = bestMeasure * CLOSE;
  let key = load<K>(keys);
  const end = keys + <usize>(size - minLeaf) * sizeof<K>();
  for (let at = keys; at < end; ) {
    const weight = <f64>((<u32>key) & weightMask);
    const offset = (<usize>(((<u32>key) >> classShift) & classMask)) << 3;
    const count = load<f64>(leftCounts + offset);
    const all = load<f64>(nodeCounts + offset);
    store<f64>(leftCounts + offset, count + weight);
    squaresLeft += weight * (count + count + weight);
    rest -= weight * (all + all);
    left += weight;
    at += sizeof<K>();
    const before = key;
    key = load<K>(at);
    // (squaresLeft * right + squaresRight * left) / (left * right), compared without the division.
    const measure = squaresLeft * total + rest * left;
    const scale = left * (total - left);
    if (measure > limit * scale) {
      const code = <u32>(before >> (<K>payloadBits));
      const next = <u32>(key >> (<K>payloadBits));
      if (hasTies) {
        if (load<f64>(values + ((<usize>code) << 3)) === load<f64>(values + ((<usize>next) << 3))) continue;
      }
      if (measure / scale > bestMeasure && at - keys >= <usize>minLeaf * sizeof<K>()) {
        bestMeasure = measure / scale;
        bestFeature = feature;
        bestCode = code;
        bestNext = next;
        limit = bestMeasure * CLOSE;
        const right = total - left;
        isPerfect = squaresLeft === left * left && rest + squaresLeft === right * right;
      }
    }
  }
}

/** Products are rounded, so anything this close to the best measure is compared exactly. */
const CLOSE: f64 = 1 - 1e-15;
