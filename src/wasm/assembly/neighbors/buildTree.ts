import { BOX, GROUPS, LEAF, leafBytes, NODE_HEAD, nodeSize, PART, PARTS } from "./layout";

let treeQuantised: usize = 0;
let treeOrder: usize = 0;
let treeRows: i32 = 0;
let treeWidth: i32 = 0;
let treeNodes: usize = 0;
let treeNodeCount: i32 = 0;

/**
 * Builds the tree over the quantised rows at `quantised`: `order` (one i32 per row) becomes the rows sorted by leaf, `nodes` the nodes
 * (node 0 is the root; none if there is only one leaf), `points` and `indices` the leaves' coordinates and row numbers (-1 where the
 * last leaf is not full).
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
  // Four children if both halves have at least two leaves.
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

/** Divides the rows of the leaves [first, end) into two halves and returns the first leaf of the second. */
function split(first: i32, end: i32): i32 {
  const middle = (first + end) >> 1;
  const from = first * LEAF;
  const to = min(end * LEAF, treeRows);
  partition(from, to, middle * LEAF, widestAxis(from, to));
  return middle;
}

/** The coordinate with the greatest variance over (a sample of) the rows of a node. */
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
