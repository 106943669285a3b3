// Classification trees of a random forest (Breiman 2001, "Random forests"; the trees as in CART with Gini impurity), and
// their predictions. The rules are scikit-learn's: a split is tried between each two distinct values of a feature and
// set midway; features are drawn without replacement until `maxFeatures` were looked at and one of them varies; of equal
// splits the first one found is kept; leaf sizes count rows, impurities count bootstrap copies.
//
// Values are replaced by their ranks once; a node then sorts whole numbers (a radix sort) that carry class and weight:
// the rank in the high bits, then the class, then the weight. They are u32 where that is wide enough, else u64: K below.
//
// A tree is a list of nodes in preorder, 16 bytes each: threshold (f64), feature (i32, -1 in a leaf), and the number of
// the right child (the left one is the next node). In a leaf the last field is the class of all its rows, or -1 - the
// number of its list of class counts.

const NODE: usize = 16;
/** Below this many rows insertion is the faster sort. */
const SMALL: i32 = 48;
const MAX_BITS: i32 = 11;

// --- Ranks -------------------------------------------------------------------------------------------------------

/**
 * Ranks a column of `rows` x `columns` values at `source`: equal values share a rank, ranks count up from 0 without
 * gaps. Writes one u32 a row to `ranks`, the distinct values in order to `values`; returns their number.
 * `scratch` is room for 24 bytes a row and 2048 counters of 4 bytes.
 */
export function rankColumn(
  source: usize,
  rows: i32,
  columns: i32,
  column: i32,
  ranks: usize,
  values: usize,
  scratch: usize,
): i32 {
  let keys = scratch;
  let order = keys + ((<usize>rows) << 3);
  let otherKeys = order + ((<usize>rows) << 2);
  let otherOrder = otherKeys + ((<usize>rows) << 3);
  const counters = otherOrder + ((<usize>rows) << 2);
  for (let i = 0; i < rows; i++) {
    // Adding 0 makes -0 equal to 0. Bits of floats sort like integers once negative ones are turned over.
    const bits = reinterpret<u64>(load<f64>(source + ((<usize>(i * columns + column)) << 3)) + 0);
    store<u64>(keys + ((<usize>i) << 3), bits ^ ((<u64>((<i64>bits) >> 63)) | 0x8000000000000000));
    store<u32>(order + ((<usize>i) << 2), i);
  }
  for (let shift: u64 = 0; shift < 64; shift += MAX_BITS) {
    memory.fill(counters, 0, 8192);
    for (let i = 0; i < rows; i++) {
      const at = counters + <usize>(((load<u64>(keys + ((<usize>i) << 3)) >> shift) & 2047) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
    sumUp(counters, 2048);
    for (let i = 0; i < rows; i++) {
      const key = load<u64>(keys + ((<usize>i) << 3));
      const at = counters + <usize>(((key >> shift) & 2047) << 2);
      const place = load<u32>(at);
      store<u32>(at, place + 1);
      store<u64>(otherKeys + ((<usize>place) << 3), key);
      store<u32>(otherOrder + ((<usize>place) << 2), load<u32>(order + ((<usize>i) << 2)));
    }
    const swappedKeys = keys;
    keys = otherKeys;
    otherKeys = swappedKeys;
    const swappedOrder = order;
    order = otherOrder;
    otherOrder = swappedOrder;
  }
  let distinct = 0;
  let previous: u64 = 0;
  for (let i = 0; i < rows; i++) {
    const key = load<u64>(keys + ((<usize>i) << 3));
    const row = load<u32>(order + ((<usize>i) << 2));
    if (i === 0 || key !== previous) {
      const value = load<f64>(source + ((<usize>(<i32>row * columns + column)) << 3));
      store<f64>(values + ((<usize>distinct) << 3), value + 0);
      distinct++;
      previous = key;
    }
    store<u32>(ranks + ((<usize>row) << 2), distinct - 1);
  }
  return distinct;
}

/** Turns counts into the places where each bucket begins. */
function sumUp(counters: usize, buckets: i32): void {
  let total: u32 = 0;
  for (let b = 0; b < buckets; b++) {
    const at = counters + ((<usize>b) << 2);
    const count = load<u32>(at);
    store<u32>(at, total);
    total += count;
  }
}

// --- Random numbers: xorshift64* (Vigna 2016) --------------------------------------------------------------------

let state: u64 = 1;

function below(limit: i32): i32 {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  const high = (state * 0x2545f4914f6cdd1d) >> 32;
  return <i32>((high * <u64>limit) >> 32);
}

// --- Growing a tree ----------------------------------------------------------------------------------------------

let rowCount: i32 = 0;
let featureCount: i32 = 0;
let classCount: i32 = 0;
let ranksAt: usize = 0;
let valuesAt: usize = 0;
let maxFeatures: i32 = 0;
let maxDepth: i32 = 0;
let minLeaf: i32 = 0;

// Where rank and class begin in a key, and the bits of the weight and of the class.
let rankShift: u32 = 0;
let classShift: u32 = 0;
let weightMask: u32 = 0;
let classMask: u32 = 0;

// Scratch: the rows of the tree sorted by node, with their keys less the rank; room to set rows aside; keys to sort; counters;
// the features in the order of drawing; counts by class; nodes to grow.
let rowsAt: usize = 0;
let payloads: usize = 0;
let asideRows: usize = 0;
let asidePayloads: usize = 0;
let keysAt: usize = 0;
let otherKeysAt: usize = 0;
let counters: usize = 0;
let drawn: usize = 0;
let leftCounts: usize = 0;
let rightCounts: usize = 0;
let nodeCounts: usize = 0;
let stack: usize = 0;

// The best split of the node so far.
let bestProxy: f64 = 0;
let bestFeature: i32 = 0;
let bestRank: u32 = 0;
let bestNext: u32 = 0;

/** Bytes of scratch a thread needs to grow trees. */
export function growScratch(rows: i32, features: i32, classes: i32): usize {
  return <usize>rows * 48 + 8192 + <usize>features * 4 + <usize>classes * 24 + 64;
}

/**
 * Grows a tree over a bootstrap sample. `ranks` and `values` hold a column of `rows` entries a feature, `classes` the
 * class of each row. `nodes` is room for 2 `rows` - 1 nodes, `counts` for `rows` lists of class counts (f32),
 * `importances` gets each feature's decrease of impurity, `inBag` each row's number of copies (u16).
 * @returns the number of nodes in the low, of lists of class counts in the high 32 bits
 */
export function grow(
  rows: i32,
  features: i32,
  classes: i32,
  ranks: usize,
  values: usize,
  classesAt: usize,
  seed: u64,
  featuresASplit: i32,
  depthLimit: i32,
  minSamplesLeaf: i32,
  scratch: usize,
  nodes: usize,
  counts: usize,
  importances: usize,
  inBag: usize,
): u64 {
  rowCount = rows;
  featureCount = features;
  classCount = classes;
  ranksAt = ranks;
  valuesAt = values;
  maxFeatures = featuresASplit;
  maxDepth = depthLimit;
  minLeaf = minSamplesLeaf;
  keysAt = scratch;
  otherKeysAt = keysAt + ((<usize>rows) << 3);
  nodeCounts = otherKeysAt + ((<usize>rows) << 3);
  leftCounts = nodeCounts + ((<usize>classes) << 3);
  rightCounts = leftCounts + ((<usize>classes) << 3);
  rowsAt = rightCounts + ((<usize>classes) << 3);
  payloads = rowsAt + ((<usize>rows) << 2);
  asideRows = payloads + ((<usize>rows) << 2);
  asidePayloads = asideRows + ((<usize>rows) << 2);
  stack = asidePayloads + ((<usize>rows) << 2);
  counters = stack + ((<usize>rows) << 4);
  drawn = counters + 8192;

  // A state of 0 would stay 0; the odd constant spreads neighbouring seeds.
  state = seed * 0x9e3779b97f4a7c15 + 0x632be59bd9b4e019;
  if (state === 0) state = 1;
  for (let f = 0; f < features; f++) store<i32>(drawn + ((<usize>f) << 2), f);
  memory.fill(importances, 0, (<usize>features) << 3);
  const size = drawBootstrap(classesAt, inBag);
  const narrow = rankShift + <u32>(32 - clz(rows)) <= 32;

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
    if (parent >= 0) store<i32>(nodes + <usize>parent * NODE, node, 12);
    const at = nodes + <usize>node * NODE;
    const pure = countClasses(from, to);
    let isLeaf = pure >= 0 || depth >= maxDepth || to - from < 2 * minLeaf;
    if (!isLeaf) isLeaf = !(narrow ? findSplit<u32>(from, to) : findSplit<u64>(from, to));
    if (isLeaf) {
      store<f64>(at, 0);
      store<i32>(at, -1, 8);
      store<i32>(at, pure, 12);
      if (pure < 0) {
        store<i32>(at, -1 - listTotal, 12);
        const list = counts + ((<usize>listTotal * classes) << 2);
        for (let c = 0; c < classes; c++) {
          store<f32>(list + ((<usize>c) << 2), <f32>load<f64>(nodeCounts + ((<usize>c) << 3)));
        }
        listTotal++;
      }
      continue;
    }
    const column = valuesAt + ((<usize>bestFeature * rows) << 3);
    const low = load<f64>(column + ((<usize>bestRank) << 3));
    const high = load<f64>(column + ((<usize>bestNext) << 3));
    const middle = low / 2 + high / 2;
    store<f64>(at, middle < high ? middle : low);
    store<i32>(at, bestFeature, 8);
    const gain = importances + ((<usize>bestFeature) << 3);
    store<f64>(gain, load<f64>(gain) + bestProxy - nodePurity());
    const split = partition(from, to);
    setWaiting(waiting++, split, to, depth + 1, node);
    setWaiting(waiting++, from, split, depth + 1, -1);
  }
  return ((<u64>listTotal) << 32) | (<u64>nodeTotal);
}

function setWaiting(place: i32, from: i32, to: i32, depth: i32, parent: i32): void {
  const entry = stack + ((<usize>place) << 4);
  store<i32>(entry, from);
  store<i32>(entry, to, 4);
  store<i32>(entry, depth, 8);
  store<i32>(entry, parent, 12);
}

/** Draws as many rows as there are, with replacement; lists those that were drawn and returns their number. */
function drawBootstrap(classesAt: usize, inBag: usize): i32 {
  memory.fill(inBag, 0, (<usize>rowCount) << 1);
  let heaviest: u32 = 0;
  for (let i = 0; i < rowCount; i++) {
    const at = inBag + ((<usize>below(rowCount)) << 1);
    const weight = <u32>load<u16>(at) + 1;
    store<u16>(at, <u16>weight);
    heaviest = max(heaviest, weight);
  }
  classShift = 32 - <u32>clz(heaviest);
  weightMask = (1 << classShift) - 1;
  rankShift = classShift + (32 - <u32>clz(classCount - 1));
  classMask = (1 << (rankShift - classShift)) - 1;
  let size = 0;
  for (let row = 0; row < rowCount; row++) {
    const weight = <u32>load<u16>(inBag + ((<usize>row) << 1));
    if (weight === 0) continue;
    store<i32>(rowsAt + ((<usize>size) << 2), row);
    store<u32>(payloads + ((<usize>size) << 2), (load<u32>(classesAt + ((<usize>row) << 2)) << classShift) | weight);
    size++;
  }
  return size;
}

/** Counts the classes of a node's rows; returns the class if there is but one, else -1. */
function countClasses(from: i32, to: i32): i32 {
  memory.fill(nodeCounts, 0, (<usize>classCount) << 3);
  const first = load<u32>(payloads + ((<usize>from) << 2)) >> classShift;
  let others: u32 = 0;
  for (let i = from; i < to; i++) {
    const payload = load<u32>(payloads + ((<usize>i) << 2));
    const at = nodeCounts + ((<usize>(payload >> classShift)) << 3);
    store<f64>(at, load<f64>(at) + <f64>(payload & weightMask));
    others |= (payload >> classShift) ^ first;
  }
  return others === 0 ? <i32>first : -1;
}

/** The sum of squared class counts, divided by their sum: what a split has to exceed. */
function nodePurity(): f64 {
  let squares: f64 = 0;
  let total: f64 = 0;
  for (let c = 0; c < classCount; c++) {
    const count = load<f64>(nodeCounts + ((<usize>c) << 3));
    squares += count * count;
    total += count;
  }
  return squares / total;
}

/** Looks for the node's best split; false where no drawn feature has one. */
function findSplit<K>(from: i32, to: i32): bool {
  bestProxy = -Infinity;
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
    const keys = sortedKeys<K>(feature, from, to);
    if (keys === 0) constant++;
    else scan<K>(feature, keys, to - from);
  }
  return bestProxy > -Infinity;
}

/** The node's keys sorted by a feature's rank, or 0 where all ranks are equal. */
function sortedKeys<K>(feature: i32, from: i32, to: i32): usize {
  const column = ranksAt + ((<usize>(feature * rowCount)) << 2);
  const size = to - from;
  let least = u32.MAX_VALUE;
  let most: u32 = 0;
  let target = keysAt;
  const end = (<usize>to) << 2;
  for (let at = (<usize>from) << 2; at < end; at += 4) {
    const rank = load<u32>(column + ((<usize>load<u32>(rowsAt + at)) << 2));
    least = min(least, rank);
    most = max(most, rank);
    store<K>(target, <K>(((<K>rank) << (<K>rankShift)) | (<K>load<u32>(payloads + at))));
    target += sizeof<K>();
  }
  if (least === most) return 0;
  if (size < SMALL) {
    insertionSort<K>(size);
    return keysAt;
  }
  const bits = 32 - <i32>clz(most - least);
  // One pass over all bits where the buckets are not many more than the rows.
  const passes = bits <= MAX_BITS && 1 << bits <= 2 * size ? 1 : bits <= 2 * MAX_BITS ? 2 : 3;
  const digit = (bits + passes - 1) / passes;
  let source = keysAt;
  let other = otherKeysAt;
  for (let pass = 0; pass < passes; pass++) {
    sortByDigit<K>(source, other, size, least, digit * pass, digit);
    const swapped = source;
    source = other;
    other = swapped;
  }
  return source;
}

function insertionSort<K>(size: i32): void {
  const end = keysAt + <usize>size * sizeof<K>();
  for (let at = keysAt + sizeof<K>(); at < end; at += sizeof<K>()) {
    const key = load<K>(at);
    let place = at;
    while (place > keysAt) {
      const before = load<K>(place - sizeof<K>());
      if (before <= key) break;
      store<K>(place, before);
      place -= sizeof<K>();
    }
    store<K>(place, key);
  }
}

function sortByDigit<K>(source: usize, target: usize, size: i32, least: u32, shift: u32, digit: i32): void {
  const mask = <u32>((1 << digit) - 1);
  memory.fill(counters, 0, 4 << digit);
  const end = source + <usize>size * sizeof<K>();
  for (let at = source; at < end; at += sizeof<K>()) {
    const bucket = counters + ((<usize>(((rankOf<K>(load<K>(at)) - least) >> shift) & mask)) << 2);
    store<u32>(bucket, load<u32>(bucket) + 1);
  }
  sumUp(counters, 1 << digit);
  for (let at = source; at < end; at += sizeof<K>()) {
    const key = load<K>(at);
    const bucket = counters + ((<usize>(((rankOf<K>(key) - least) >> shift) & mask)) << 2);
    const place = load<u32>(bucket);
    store<u32>(bucket, place + 1);
    store<K>(target + <usize>place * sizeof<K>(), key);
  }
}

function rankOf<K>(key: K): u32 {
  return <u32>(key >> (<K>rankShift));
}

/** Tries every split of the sorted keys. Its measure: the squared class counts of each side over the side's size. */
function scan<K>(feature: i32, keys: usize, size: i32): void {
  memory.fill(leftCounts, 0, (<usize>classCount) << 3);
  memory.copy(rightCounts, nodeCounts, (<usize>classCount) << 3);
  let squaresLeft: f64 = 0;
  let squaresRight: f64 = 0;
  let right: f64 = 0;
  for (let c = 0; c < classCount; c++) {
    const count = load<f64>(nodeCounts + ((<usize>c) << 3));
    squaresRight += count * count;
    right += count;
  }
  let left: f64 = 0;
  let key = load<K>(keys);
  let rank = rankOf<K>(key);
  const last = size - minLeaf;
  let at = keys;
  for (let i = 1; i <= last; i++) {
    const weight = <f64>((<u32>key) & weightMask);
    const offset = (<usize>(((<u32>key) >> classShift) & classMask)) << 3;
    const countLeft = load<f64>(leftCounts + offset);
    const countRight = load<f64>(rightCounts + offset);
    squaresLeft += weight * (2 * countLeft + weight);
    squaresRight -= weight * (2 * countRight - weight);
    store<f64>(leftCounts + offset, countLeft + weight);
    store<f64>(rightCounts + offset, countRight - weight);
    left += weight;
    right -= weight;
    at += sizeof<K>();
    key = load<K>(at);
    const next = rankOf<K>(key);
    if (next !== rank) {
      const proxy = (squaresLeft * right + squaresRight * left) / (left * right);
      if (proxy > bestProxy && i >= minLeaf) {
        bestProxy = proxy;
        bestFeature = feature;
        bestRank = rank;
        bestNext = next;
      }
      rank = next;
    }
  }
}

/** Sorts a node's rows to the sides of its best split, keeping their order; returns where the right side begins. */
function partition(from: i32, to: i32): i32 {
  const column = ranksAt + ((<usize>bestFeature * rowCount) << 2);
  let left = (<usize>from) << 2;
  let aside: usize = 0;
  for (let at = (<usize>from) << 2; at < (<usize>to) << 2; at += 4) {
    const row = load<u32>(rowsAt + at);
    const payload = load<u32>(payloads + at);
    const goesLeft = load<u32>(column + ((<usize>row) << 2)) <= bestRank;
    store<u32>(rowsAt + left, row);
    store<u32>(payloads + left, payload);
    store<u32>(asideRows + aside, row);
    store<u32>(asidePayloads + aside, payload);
    left += (<usize>goesLeft) << 2;
    aside += (<usize>!goesLeft) << 2;
  }
  memory.copy(rowsAt + left, asideRows, aside);
  memory.copy(payloads + left, asidePayloads, aside);
  return <i32>(left >> 2);
}

// --- Predicting --------------------------------------------------------------------------------------------------

/**
 * Adds the class shares of each row's leaf in one tree to `sums` (rows x classes, f64), or, where `bag` is not 0, only
 * for rows that the tree did not see: those with a 0 among the bits of `bag`.
 */
export function addTree(
  nodes: usize,
  counts: usize,
  classes: i32,
  source: usize,
  rows: i32,
  columns: i32,
  bag: usize,
  firstRow: i32,
  sums: usize,
): void {
  const rowBytes = (<usize>columns) << 3;
  let i = 0;
  // Four rows at a time, so that their loads wait together.
  if (bag === 0) {
    for (; i + 4 <= rows; i += 4) {
      const r0 = source + <usize>i * rowBytes;
      const r1 = r0 + rowBytes;
      const r2 = r1 + rowBytes;
      const r3 = r2 + rowBytes;
      let n0 = nodes;
      let n1 = nodes;
      let n2 = nodes;
      let n3 = nodes;
      while (true) {
        const f0 = load<i32>(n0, 8);
        const f1 = load<i32>(n1, 8);
        const f2 = load<i32>(n2, 8);
        const f3 = load<i32>(n3, 8);
        if ((f0 & f1 & f2 & f3) < 0) break;
        n0 = step(nodes, n0, f0, r0);
        n1 = step(nodes, n1, f1, r1);
        n2 = step(nodes, n2, f2, r2);
        n3 = step(nodes, n3, f3, r3);
      }
      const sum = sums + ((<usize>i * classes) << 3);
      const sumBytes = (<usize>classes) << 3;
      addLeaf(n0, counts, classes, sum);
      addLeaf(n1, counts, classes, sum + sumBytes);
      addLeaf(n2, counts, classes, sum + 2 * sumBytes);
      addLeaf(n3, counts, classes, sum + 3 * sumBytes);
    }
  }
  for (; i < rows; i++) {
    const row = firstRow + i;
    if (bag !== 0 && (load<u8>(bag + ((<usize>row) >> 3)) & (1 << (row & 7))) !== 0) continue;
    let node = nodes;
    while (load<i32>(node, 8) >= 0) node = step(nodes, node, load<i32>(node, 8), source + <usize>i * rowBytes);
    addLeaf(node, counts, classes, sums + ((<usize>i * classes) << 3));
  }
}

/** The child a row goes to; a leaf stays where it is. */
function step(nodes: usize, node: usize, feature: i32, row: usize): usize {
  const right = nodes + <usize>load<i32>(node, 12) * NODE;
  // A leaf has no feature; the first one is read in its place, and what is found there is not used.
  const value = load<f64>(row + ((<usize>max(feature, 0)) << 3));
  const child = select<usize>(node + NODE, right, value <= load<f64>(node));
  return select<usize>(node, child, feature < 0);
}

function addLeaf(node: usize, counts: usize, classes: i32, sum: usize): void {
  const leaf = load<i32>(node, 12);
  if (leaf >= 0) {
    const at = sum + ((<usize>leaf) << 3);
    store<f64>(at, load<f64>(at) + 1);
    return;
  }
  const list = counts + ((<usize>(-1 - leaf) * classes) << 2);
  let total: f64 = 0;
  for (let c = 0; c < classes; c++) total += <f64>load<f32>(list + ((<usize>c) << 2));
  for (let c = 0; c < classes; c++) {
    const at = sum + ((<usize>c) << 3);
    store<f64>(at, load<f64>(at) + <f64>load<f32>(list + ((<usize>c) << 2)) / total);
  }
}
