import { BOX, LEAF, NODE_HEAD, nodeSize } from "./layout";
import { limit } from "./nearest";

let width: i32 = 0;
let nodes: usize = 0;
let nodeBytes: usize = 0;
let leafCount: i32 = 0;
// Scratch: four distances; nodes to visit.
let four: usize = 0;
let nodeList: usize = 0;

/** The query's near leaves, and the squared distances of their boxes (i32 both). */
export let leafList: usize = 0;
export let leafDistances: usize = 0;

/** Bytes of scratch needed to find leaves among those of `rows` rows. */
export function findScratch(rows: i32): i32 {
  return 16 + ((rows + LEAF - 1) / LEAF + 8) * 12;
}

/** Sets what is the same for all queries. */
export function prepareFinding(rows: i32, pointWidth: i32, nodesAt: usize, scratch: usize): void {
  width = pointWidth;
  nodes = nodesAt;
  nodeBytes = nodeSize(pointWidth);
  leafCount = (rows + LEAF - 1) / LEAF;
  four = scratch;
  nodeList = four + 16;
  leafList = nodeList + ((<usize>(leafCount + 8)) << 2);
  leafDistances = leafList + ((<usize>(leafCount + 8)) << 2);
}

/** The squared distances of the query to the boxes of a node's children. */
function childDistances(node: usize, integers: usize): v128 {
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

/** Descends the tree with the query's integers, to the nearest child of each node. */
export function nearestLeaf(integers: usize): i32 {
  if (leafCount === 1) return 0;
  let node: i32 = 0;
  while (node >= 0) {
    const at = nodes + <usize>node * nodeBytes;
    v128.store(four, childDistances(at, integers));
    const children = load<i32>(at);
    let nearest: usize = 0;
    for (let child: usize = 1; child < <usize>children; child++) {
      if (load<i32>(four + (child << 2)) < load<i32>(four + (nearest << 2))) nearest = child;
    }
    node = load<i32>(at + 16 + (nearest << 2));
  }
  // The last leaf may have fewer than k rows.
  return min(-1 - node, leafCount - 2);
}

/** Lists the leaves within the limit and returns their number. */
export function nearLeaves(integers: usize): i32 {
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
    const distances = childDistances(at, integers);
    const near = i32x4.bitmask(i32x4.gt_s(bound, distances)) & ((1 << load<i32>(at)) - 1);
    v128.store(four, distances);
    for (let child: usize = 0; child < 4; child++) {
      const target = load<i32>(at + 16 + (child << 2));
      const isNear = (near >> (<i32>child)) & 1;
      const isLeaf = target >>> 31;
      store<i32>(nodeList + (waiting << 2), target);
      store<i32>(leafList + (leaves << 2), -1 - target);
      store<i32>(leafDistances + (leaves << 2), load<i32>(four + (child << 2)));
      waiting += <usize>(isNear & (isLeaf ^ 1));
      leaves += <usize>(isNear & isLeaf);
    }
  }
  return <i32>leaves;
}
