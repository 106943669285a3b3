// Exact search of the k nearest neighbours in squared Euclidean distance.
//
// The rows are rotated to their principal axes, so that few coordinates hold most of a distance, and rounded to integers
// of at most `largest`, further ones moved in to it (which only brings rows nearer). They are sorted into the leaves of a
// k-d tree with bounding boxes, four children a node (Friedman, Bentley and Finkel 1977, "An algorithm for finding best
// matches in logarithmic expected time"). The integers only rule rows out: four rows at a time, eight coordinates after
// eight, in exact arithmetic against a limit that is widened by the bound of the rounding; so no neighbour is lost.
// What remains is decided by the float64 distance of the rows as they were given: the sum over the features in their
// order. Of two rows at the same distance the one with the lower index is nearer.
//
// Layout. A leaf has LEAF rows in groups of four. It holds the first eight coordinates of all groups, then the next
// eight, ...: of each group the sums of squares of its four rows (i32), then four times two coordinates (i16) of the
// four rows. A node holds the number of its children and
// the children (a node's number, or -1 - leaf), then for each two of the first coordinates the lower and the upper bounds of the four
// children. `width` is the number of coordinates, filled up with zeros to a multiple of 8.

/** Rows in a leaf; a multiple of 4. */
const LEAF: i32 = 256;
const GROUPS: i32 = LEAF / 4;
/** A box bounds the first coordinates only, at most so many: the others hardly ever rule a leaf out. */
const BOX: i32 = 16;
/** Bytes of eight coordinates of a group, and of all groups of a leaf. */
const PART: usize = 80;
const PARTS: usize = PART * GROUPS;
/** Bytes at the head of a node: the number of children, padding, the children. */
const NODE_HEAD: usize = 32;
/** The limit while fewer than k rows are known: above every distance of integers. */
const NO_LIMIT: i32 = i32.MAX_VALUE - 1;

export function leafSize(): i32 {
  return LEAF;
}

/** Bytes of a node with `width` coordinates. */
export function nodeSize(width: i32): i32 {
  return <i32>NODE_HEAD + min(width, BOX) * 16;
}

/** Bytes of a leaf with `width` coordinates. */
export function leafBytes(width: i32): i32 {
  return (width / 8) * <i32>PARTS;
}

/**
 * Centres and rotates `rows` x `features` float64 rows at `source`, multiplies them with `scale`, and stores them as
 * `width` i16 a row at `target`, no absolute value above `largest`. `axes` holds one principal axis a row; `centred` is
 * room for one row.
 */
export function quantise(
  source: usize,
  rows: i32,
  features: i32,
  mean: usize,
  axes: usize,
  scale: f64,
  largest: i32,
  centred: usize,
  target: usize,
  width: i32,
): void {
  for (let i = 0; i < rows; i++) {
    const row = source + ((<usize>i * features) << 3);
    for (let j = 0; j < features; j++) {
      store<f64>(centred + ((<usize>j) << 3), load<f64>(row + ((<usize>j) << 3)) - load<f64>(mean + ((<usize>j) << 3)));
    }
    const out = target + ((<usize>i * width) << 1);
    const even = features & ~1;
    for (let c = 0; c < features; c++) {
      const axis = axes + ((<usize>c * features) << 3);
      let sum = f64x2.splat(0);
      for (let j = 0; j < even; j += 2) {
        const at = (<usize>j) << 3;
        sum = f64x2.add(sum, f64x2.mul(v128.load(axis + at), v128.load(centred + at)));
      }
      let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
      if (even < features) {
        const at = (<usize>even) << 3;
        total += load<f64>(axis + at) * load<f64>(centred + at);
      }
      const bounded = min(max(total * scale, -(<f64>largest)), <f64>largest);
      store<i16>(out + ((<usize>c) << 1), <i16>(<i32>nearest(bounded)));
    }
    for (let c = features; c < width; c++) store<i16>(out + ((<usize>c) << 1), 0);
  }
}

// --- Building the tree -------------------------------------------------------------------------------------------

let treeQuantised: usize = 0;
let treeOrder: usize = 0;
let treeRows: i32 = 0;
let treeWidth: i32 = 0;
let treeNodes: usize = 0;
let treeNodeCount: i32 = 0;

/**
 * Builds the tree over the quantised rows at `quantised`: `order` (one i32 a row) becomes the rows sorted by leaf,
 * `nodes` the nodes (node 0 is the root; none where there is one leaf), `points` and `indices` the leaves' coordinates
 * and row numbers (-1 where the last leaf is not full).
 */
export function buildTree(
  quantised: usize,
  rows: i32,
  width: i32,
  order: usize,
  nodes: usize,
  points: usize,
  indices: usize,
): void {
  treeQuantised = quantised;
  treeOrder = order;
  treeRows = rows;
  treeWidth = width;
  treeNodes = nodes;
  treeNodeCount = 0;
  for (let i = 0; i < rows; i++) store<i32>(order + ((<usize>i) << 2), i);
  const leaves = (rows + LEAF - 1) / LEAF;
  if (leaves > 1) buildNode(0, leaves);
  const bytes = leafBytes(width);
  for (let place = 0; place < leaves * LEAF; place++) {
    const index = place < rows ? load<i32>(order + ((<usize>place) << 2)) : -1;
    store<i32>(indices + ((<usize>place) << 2), index);
    const slot = place % LEAF;
    let part = points + <usize>(place / LEAF) * bytes + <usize>(slot >> 2) * PART;
    const lane = (<usize>(slot & 3)) << 2;
    for (let c = 0; c < width; c += 8) {
      let squares: i32 = 0;
      for (let at = 0; at < 8; at++) {
        const value: i32 = index < 0 ? 0 : coordinate(index, c + at);
        squares += value * value;
        store<i16>(part + 16 + ((<usize>(at >> 1)) << 4) + lane + ((<usize>(at & 1)) << 1), <i16>value);
      }
      store<i32>(part + lane, squares);
      part += PARTS;
    }
  }
}

function coordinate(row: i32, axis: i32): i32 {
  return <i32>load<i16>(treeQuantised + ((<usize>row * treeWidth + axis) << 1));
}

function key(place: i32, axis: i32): i32 {
  return coordinate(load<i32>(treeOrder + ((<usize>place) << 2)), axis);
}

/** Builds the node of the leaves [first, end), at least two, and returns its number. */
function buildNode(first: i32, end: i32): i32 {
  const node = treeNodeCount++;
  const at = treeNodes + <usize>node * nodeSize(treeWidth);
  const middle = split(first, end);
  let children = 0;
  // Four children where both halves have at least two leaves.
  if (middle - first > 1) {
    const quarter = split(first, middle);
    addChild(at, children++, first, quarter);
    addChild(at, children++, quarter, middle);
  } else {
    addChild(at, children++, first, middle);
  }
  if (end - middle > 1) {
    const quarter = split(middle, end);
    addChild(at, children++, middle, quarter);
    addChild(at, children++, quarter, end);
  } else {
    addChild(at, children++, middle, end);
  }
  store<i32>(at, children);
  return node;
}

function addChild(node: usize, child: i32, first: i32, end: i32): void {
  const from = first * LEAF;
  const to = min(end * LEAF, treeRows);
  for (let c = 0; c < min(treeWidth, BOX); c++) {
    let low: i32 = i16.MAX_VALUE;
    let high: i32 = i16.MIN_VALUE;
    for (let i = from; i < to; i++) {
      const value = key(i, c);
      low = min(low, value);
      high = max(high, value);
    }
    const bounds = node + NODE_HEAD + ((<usize>(c >> 1)) << 5) + ((<usize>child) << 2) + ((<usize>(c & 1)) << 1);
    store<i16>(bounds, <i16>low);
    store<i16>(bounds + 16, <i16>high);
  }
  const target = end - first === 1 ? -1 - first : buildNode(first, end);
  store<i32>(node + 16 + ((<usize>child) << 2), target);
}

/** Sorts the rows of the leaves [first, end) into two halves and returns the first leaf of the second. */
function split(first: i32, end: i32): i32 {
  const middle = (first + end) >> 1;
  const from = first * LEAF;
  const to = min(end * LEAF, treeRows);
  partition(from, to, middle * LEAF, widestAxis(from, to));
  return middle;
}

/** The coordinate with the greatest variance among (a sample of) the rows of a node. */
function widestAxis(from: i32, to: i32): i32 {
  const step = max(1, (to - from) / 512);
  let best = 0;
  let widest: f64 = -1;
  for (let c = 0; c < treeWidth; c++) {
    let sum: f64 = 0;
    let squares: f64 = 0;
    let count: f64 = 0;
    for (let i = from; i < to; i += step) {
      const value = <f64>key(i, c);
      sum += value;
      squares += value * value;
      count += 1;
    }
    const spread = squares / count - (sum / count) * (sum / count);
    if (spread > widest) {
      widest = spread;
      best = c;
    }
  }
  return best;
}

/** Hoare's selection: reorders [from, to) so that no key before `middle` is greater than one from `middle` on. */
function partition(from: i32, to: i32, middle: i32, axis: i32): void {
  let left = from;
  let right = to - 1;
  while (left < right) {
    const a = key(left, axis);
    const b = key((left + right) >> 1, axis);
    const c = key(right, axis);
    const pivot = max(min(a, b), min(max(a, b), c));
    let i = left;
    let j = right;
    while (i <= j) {
      while (key(i, axis) < pivot) i++;
      while (key(j, axis) > pivot) j--;
      if (i <= j) {
        const atI = treeOrder + ((<usize>i) << 2);
        const atJ = treeOrder + ((<usize>j) << 2);
        const swapped = load<i32>(atI);
        store<i32>(atI, load<i32>(atJ));
        store<i32>(atJ, swapped);
        i++;
        j--;
      }
    }
    if (middle <= j) right = j;
    else if (middle >= i) left = i;
    else return;
  }
}

// --- Searching ---------------------------------------------------------------------------------------------------
//
// A query goes down to its nearest leaf, whose rows give a first limit; then through the tree for the list of all leaves
// within the limit; then through the leaves, the nearest quarter first, so that the limit shrinks early. All of it goes
// over lists that are thinned out without branches: whether a node, a leaf or a group is near can't be predicted.

/** Groups that wait for their next eight coordinates. */
const QUEUE: i32 = 1024;

let rowsAt: usize = 0;
let features: i32 = 0;
let width: i32 = 0;
let nodes: usize = 0;
let nodeBytes: usize = 0;
let points: usize = 0;
let indices: usize = 0;
let leafCount: i32 = 0;

// Scratch: nodes to visit; near leaves and their distances; waiting groups (their addresses) and their sums so far.
let nodeList: usize = 0;
let leafList: usize = 0;
let leafDistances: usize = 0;
let groupList: usize = 0;
let groupSums: usize = 0;

// The query that is being answered: its row, its integers, their products with -2, the sums of the squares of its first
// 8, 16, ... integers, and its heap of the k nearest so far (the worst at the root).
let query: usize = 0;
let integers: usize = 0;
let products: usize = 0;
let squareSums: usize = 0;
let heapDistances: usize = 0;
let heapIndices: usize = 0;
let neighbors: i32 = 0;
let found: i32 = 0;
let limit: i32 = 0;
let slack: f64 = 0;
let scaleFactor: f64 = 0;

/** Bytes of `scratch` that `search` needs on each thread. */
export function scratchSize(pointWidth: i32, rows: i32): i32 {
  return pointWidth * 4 + 16 + (QUEUE + GROUPS) * 20 + ((rows + LEAF - 1) / LEAF + 8) * 12;
}

/**
 * Finds the `k` nearest of `rows` training rows for each of `count` queries, sorted by distance and index.
 * `quantisedQueries` are the queries after `quantise`, `slacks` one number a query: the bound of all rounding errors of a
 * distance in units of the integers (infinite where the integers can't be trusted). `outDistances` are squared.
 */
export function search(
  trainingRows: usize,
  rows: i32,
  featureCount: i32,
  pointWidth: i32,
  nodesAt: usize,
  pointsAt: usize,
  indicesAt: usize,
  scale: f64,
  scratch: usize,
  queries: usize,
  quantisedQueries: usize,
  slacks: usize,
  count: i32,
  k: i32,
  outIndices: usize,
  outDistances: usize,
): void {
  rowsAt = trainingRows;
  features = featureCount;
  width = pointWidth;
  nodes = nodesAt;
  nodeBytes = nodeSize(pointWidth);
  points = pointsAt;
  indices = indicesAt;
  leafCount = (rows + LEAF - 1) / LEAF;
  neighbors = k;
  scaleFactor = scale;
  groupSums = scratch;
  groupList = groupSums + ((<usize>(QUEUE + GROUPS)) << 4);
  products = groupList + ((<usize>(QUEUE + GROUPS)) << 2);
  squareSums = products + ((<usize>pointWidth) << 1);
  nodeList = squareSums + ((<usize>pointWidth) << 1);
  leafList = nodeList + ((<usize>(leafCount + 8)) << 2);
  leafDistances = leafList + ((<usize>(leafCount + 8)) << 2);
  for (let q = 0; q < count; q++) {
    query = queries + ((<usize>q * featureCount) << 3);
    integers = quantisedQueries + ((<usize>q * pointWidth) << 1);
    heapIndices = outIndices + ((<usize>q * k) << 2);
    heapDistances = outDistances + ((<usize>q * k) << 3);
    found = 0;
    limit = NO_LIMIT;
    slack = load<f64>(slacks + ((<usize>q) << 3));
    if (slack < Infinity) {
      prepareQuery();
      if (k <= LEAF && rows >= LEAF) limitFrom(nearestLeaf());
      scanLeaves(nearLeaves());
    } else {
      for (let i = 0; i < rows; i++) offer(i);
    }
    sortHeap();
  }
}

function prepareQuery(): void {
  let squares: i32 = 0;
  for (let c = 0; c < width; c++) {
    const value = <i32>load<i16>(integers + ((<usize>c) << 1));
    store<i16>(products + ((<usize>c) << 1), <i16>(-2 * value));
    squares += value * value;
    if ((c & 7) === 7) store<i32>(squareSums + ((<usize>(c >> 3)) << 2), squares);
  }
}

/** The squared distances of the query to the boxes of a node's children. */
function childDistances(node: usize): v128 {
  let bounds = node + NODE_HEAD;
  const zero = i16x8.splat(0);
  let sum = i32x4.splat(0);
  const end = integers + ((<usize>min(width, BOX)) << 1);
  for (let at = integers; at < end; at += 4) {
    const value = v128.load32_splat(at);
    const below = i16x8.sub(v128.load(bounds), value);
    const above = i16x8.sub(value, v128.load(bounds, 16));
    const outside = i16x8.max_s(i16x8.max_s(below, above), zero);
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(outside, outside));
    bounds += 32;
  }
  return sum;
}

/** Goes down the tree, to the nearest child of each node. */
function nearestLeaf(): i32 {
  if (leafCount === 1) return 0;
  let node: i32 = 0;
  while (node >= 0) {
    const at = nodes + <usize>node * nodeBytes;
    v128.store(groupSums, childDistances(at));
    const children = load<i32>(at);
    let nearest: usize = 0;
    for (let child: usize = 1; child < <usize>children; child++) {
      if (load<i32>(groupSums + (child << 2)) < load<i32>(groupSums + (nearest << 2))) nearest = child;
    }
    node = load<i32>(at + 16 + (nearest << 2));
  }
  // The last leaf may have less than k rows.
  return min(-1 - node, leafCount - 2);
}

/** Sets the limit so that k rows of a full leaf, those with the nearest integers, are within it. */
function limitFrom(leaf: i32): void {
  const size = <usize>neighbors;
  for (let g = 0; g < GROUPS; g++) {
    let part = points + <usize>leaf * leafBytes(width) + <usize>g * PART;
    let sum = i32x4.splat(0);
    for (let c = 0; c < width; c += 8) {
      sum = addPart(sum, part, products + ((<usize>c) << 1));
      part += PARTS;
    }
    v128.store(groupSums + ((<usize>g) << 4), sum);
  }
  // The k nearest so far stand sorted at the front, their rows in the list of groups.
  const rows = indices + ((<usize>leaf * LEAF) << 2);
  for (let i: usize = 0; i < <usize>LEAF; i++) {
    const distance = load<i32>(groupSums + (i << 2));
    if (i >= size && distance >= load<i32>(groupSums + ((size - 1) << 2))) continue;
    let place = min(i, size - 1);
    while (place > 0 && load<i32>(groupSums + ((place - 1) << 2)) > distance) {
      store<i32>(groupSums + (place << 2), load<i32>(groupSums + ((place - 1) << 2)));
      store<i32>(groupList + (place << 2), load<i32>(groupList + ((place - 1) << 2)));
      place--;
    }
    store<i32>(groupSums + (place << 2), distance);
    store<i32>(groupList + (place << 2), load<i32>(rows + (i << 2)));
  }
  let farthest: f64 = 0;
  for (let i: usize = 0; i < size; i++) farthest = max(farthest, distanceTo(load<i32>(groupList + (i << 2))));
  limit = limitOf(farthest);
}

/** Lists the leaves within the limit and returns their number. */
function nearLeaves(): i32 {
  if (leafCount === 1) {
    store<i32>(leafList, 0);
    store<i32>(leafDistances, 0);
    return 1;
  }
  let waiting: usize = 1;
  let leaves: usize = 0;
  store<i32>(nodeList, 0);
  const bound = i32x4.splat(limit + 1);
  for (let head: usize = 0; head < waiting; head++) {
    const at = nodes + <usize>load<i32>(nodeList + (head << 2)) * nodeBytes;
    const distances = childDistances(at);
    const near = i32x4.bitmask(i32x4.gt_s(bound, distances)) & ((1 << load<i32>(at)) - 1);
    v128.store(groupSums, distances);
    for (let child: usize = 0; child < 4; child++) {
      const target = load<i32>(at + 16 + (child << 2));
      const isNear = (near >> (<i32>child)) & 1;
      const isLeaf = target >>> 31;
      store<i32>(nodeList + (waiting << 2), target);
      store<i32>(leafList + (leaves << 2), -1 - target);
      store<i32>(leafDistances + (leaves << 2), load<i32>(groupSums + (child << 2)));
      waiting += <usize>(isNear & (isLeaf ^ 1));
      leaves += <usize>(isNear & isLeaf);
    }
  }
  return <i32>leaves;
}

/** Scans the listed leaves, the nearest ones first. */
function scanLeaves(leaves: i32): void {
  let total: f64 = 0;
  for (let i = 0; i < leaves; i++) total += <f64>load<i32>(leafDistances + ((<usize>i) << 2));
  let from = -1;
  let to = <i32>min(total / <f64>leaves, <f64>limit) / 4;
  while (true) {
    to = min(to, limit);
    let waiting: usize = 0;
    for (let i = 0; i < leaves; i++) {
      const distance = load<i32>(leafDistances + ((<usize>i) << 2));
      // Distances of leaves that are done stay above every later range.
      if (distance <= from || distance > to) continue;
      waiting = scanLeaf(load<i32>(leafList + ((<usize>i) << 2)), waiting);
      if (waiting >= <usize>QUEUE) {
        finishGroups(waiting);
        waiting = 0;
      }
    }
    finishGroups(waiting);
    if (to >= limit) return;
    from = to;
    to = to > NO_LIMIT / 2 ? NO_LIMIT : max(2 * to, 1);
  }
}

/** Adds the products of eight coordinates of a group's rows and the query, and the rows' squares. */
function addPart(sum: v128, part: usize, product: usize): v128 {
  return i32x4.add(
    i32x4.add(
      i32x4.add(sum, v128.load(part)),
      i32x4.add(
        i32x4.dot_i16x8_s(v128.load(part, 16), v128.load32_splat(product)),
        i32x4.dot_i16x8_s(v128.load(part, 32), v128.load32_splat(product, 4)),
      ),
    ),
    i32x4.add(
      i32x4.dot_i16x8_s(v128.load(part, 48), v128.load32_splat(product, 8)),
      i32x4.dot_i16x8_s(v128.load(part, 64), v128.load32_splat(product, 12)),
    ),
  );
}

/** Puts the groups of a leaf that are within the limit after eight coordinates on the list; returns its length. */
function scanLeaf(leaf: i32, listed: usize): usize {
  let group = points + <usize>leaf * leafBytes(width);
  const p0 = v128.load32_splat(products);
  const p1 = v128.load32_splat(products, 4);
  const p2 = v128.load32_splat(products, 8);
  const p3 = v128.load32_splat(products, 12);
  const bound = i32x4.splat(limit + 1 - load<i32>(squareSums));
  let waiting = listed;
  for (let g = leaf * GROUPS; g < (leaf + 1) * GROUPS; g++) {
    const sum = i32x4.add(
      i32x4.add(
        i32x4.add(v128.load(group), i32x4.dot_i16x8_s(v128.load(group, 16), p0)),
        i32x4.dot_i16x8_s(v128.load(group, 32), p1),
      ),
      i32x4.add(i32x4.dot_i16x8_s(v128.load(group, 48), p2), i32x4.dot_i16x8_s(v128.load(group, 64), p3)),
    );
    v128.store(groupSums + (waiting << 4), sum);
    store<i32>(groupList + (waiting << 2), g);
    waiting += <usize>v128.any_true(i32x4.gt_s(bound, sum));
    group += PART;
  }
  return waiting;
}

/** Thins out the listed groups, eight coordinates after eight, and offers the rows that are left. */
function finishGroups(listed: usize): void {
  let waiting = listed;
  for (let c = 8; c < width && waiting > 0; c += 8) {
    const product = products + ((<usize>c) << 1);
    const offset = <usize>(c >> 3) * PARTS;
    const bound = i32x4.splat(limit + 1 - load<i32>(squareSums + ((<usize>(c >> 3)) << 2)));
    let kept: usize = 0;
    for (let i: usize = 0; i < waiting; i++) {
      const g = load<i32>(groupList + (i << 2));
      const sum = addPart(v128.load(groupSums + (i << 4)), groupAt(g) + offset, product);
      v128.store(groupSums + (kept << 4), sum);
      store<i32>(groupList + (kept << 2), g);
      kept += <usize>v128.any_true(i32x4.gt_s(bound, sum));
    }
    waiting = kept;
  }
  const squares = load<i32>(squareSums + ((<usize>((width >> 3) - 1)) << 2));
  for (let i: usize = 0; i < waiting; i++) {
    const index = indices + ((<usize>load<i32>(groupList + (i << 2))) << 4);
    for (let lane: usize = 0; lane < 4; lane++) {
      if (load<i32>(groupSums + (i << 4) + (lane << 2)) > limit - squares) continue;
      const row = load<i32>(index + (lane << 2));
      if (row >= 0) offer(row);
    }
  }
}

function groupAt(group: i32): usize {
  return points + <usize>(group / GROUPS) * leafBytes(width) + <usize>(group % GROUPS) * PART;
}

/** The squared distance of a row, as it decides. */
function distanceTo(row: i32): f64 {
  const at = rowsAt + ((<usize>row * features) << 3);
  let distance: f64 = 0;
  for (let j = 0; j < features; j++) {
    const difference = load<f64>(query + ((<usize>j) << 3)) - load<f64>(at + ((<usize>j) << 3));
    distance += difference * difference;
  }
  return distance;
}

/** Takes a row into the heap where its distance (then its index) is less than the worst one's. */
function offer(row: i32): void {
  const distance = distanceTo(row);
  if (found < neighbors) {
    let child = found++;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!isFarther(distance, row, parent)) break;
      moveEntry(parent, child);
      child = parent;
    }
    setEntry(child, distance, row);
    if (found === neighbors) limit = limitOf(distanceAt(0));
  } else if (!isFarther(distance, row, 0)) {
    sink(distance, row, neighbors);
    limit = limitOf(distanceAt(0));
  }
}

/** Puts an entry at the root's place and lets it sink within the first `size` entries. */
function sink(distance: f64, row: i32, size: i32): void {
  let place = 0;
  while (true) {
    let child = 2 * place + 1;
    if (child >= size) break;
    if (child + 1 < size && isFarther(distanceAt(child + 1), indexAt(child + 1), child)) child++;
    if (isFarther(distance, row, child)) break;
    moveEntry(child, place);
    place = child;
  }
  setEntry(place, distance, row);
}

/** The greatest squared distance of integers that a row at most so far away can have. */
function limitOf(distance: f64): i32 {
  // The last summand is what squares may lose that are too small for float64.
  const reach = (Math.sqrt(distance) * (1 + 1e-9) + 1e-160) * scaleFactor + slack;
  return <i32>min(reach * reach + 1, <f64>NO_LIMIT);
}

/** Heapsort: nearest first. */
function sortHeap(): void {
  for (let size = found - 1; size > 0; size--) {
    const distance = distanceAt(size);
    const row = indexAt(size);
    moveEntry(0, size);
    sink(distance, row, size);
  }
}

function isFarther(distance: f64, row: i32, place: i32): bool {
  const other = distanceAt(place);
  return distance > other || (distance === other && row > indexAt(place));
}

function distanceAt(place: i32): f64 {
  return load<f64>(heapDistances + ((<usize>place) << 3));
}

function indexAt(place: i32): i32 {
  return load<i32>(heapIndices + ((<usize>place) << 2));
}

function setEntry(place: i32, distance: f64, row: i32): void {
  store<f64>(heapDistances + ((<usize>place) << 3), distance);
  store<i32>(heapIndices + ((<usize>place) << 2), row);
}

function moveEntry(from: i32, to: i32): void {
  setEntry(to, distanceAt(from), indexAt(from));
}
