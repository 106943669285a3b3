import { leafDistances, leafList } from "./findLeaves";
import { GROUPS, LEAF, leafBytes, PART, PARTS } from "./layout";
import { distanceTo, limit, limitTo, neighbors, NO_LIMIT, offer } from "./nearest";

/** Groups that wait for their next eight coordinates. */
const QUEUE: i32 = 1024;

let width: i32 = 0;
let points: usize = 0;
let indices: usize = 0;
// Scratch: waiting groups (their addresses) and their sums so far; the query's integers times -2 (i16), and the sums of the squares of
// its first 8, 16, ... integers (i32).
let groupSums: usize = 0;
let groupList: usize = 0;
let products: usize = 0;
let squareSums: usize = 0;

/** Bytes of scratch needed to scan leaves of points of this width. */
export function scanScratch(pointWidth: i32): i32 {
  return (QUEUE + GROUPS) * 20 + pointWidth * 4;
}

/** Sets what is the same for all queries. */
export function prepareScanning(pointWidth: i32, pointsAt: usize, indicesAt: usize, scratch: usize): void {
  width = pointWidth;
  points = pointsAt;
  indices = indicesAt;
  groupSums = scratch;
  groupList = groupSums + ((<usize>(QUEUE + GROUPS)) << 4);
  products = groupList + ((<usize>(QUEUE + GROUPS)) << 2);
  squareSums = products + ((<usize>pointWidth) << 1);
}

/** Starts a query with these integers. */
export function beginScanning(integers: usize): void {
  let squares: i32 = 0;
  for (let c = 0; c < width; c++) {
    const value = <i32>load<i16>(integers + ((<usize>c) << 1));
    store<i16>(products + ((<usize>c) << 1), <i16>(-2 * value));
    squares += value * value;
    if ((c & 7) === 7) store<i32>(squareSums + ((<usize>(c >> 3)) << 2), squares);
  }
}

/** Sets the limit so that k rows of a full leaf, those with the nearest integers, are within it. */
export function limitFrom(leaf: i32): void {
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
  // The k nearest so far are sorted to the front, with their rows in the list of groups.
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
  limitTo(farthest);
}

/** Scans the listed leaves, the nearest ones first. */
export function scanLeaves(leaves: i32): void {
  let total: f64 = 0;
  for (let i = 0; i < leaves; i++) total += <f64>load<i32>(leafDistances + ((<usize>i) << 2));
  let from = -1;
  let to = <i32>min(total / <f64>leaves, <f64>limit) / 4;
  while (true) {
    to = min(to, limit);
    let waiting: usize = 0;
    for (let i = 0; i < leaves; i++) {
      const distance = load<i32>(leafDistances + ((<usize>i) << 2));
      // Distances of finished leaves stay above every later range.
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

/** Lists the groups of a leaf that are within the limit after eight coordinates; returns the list's length. */
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

/** Thins out the listed groups, eight coordinates at a time, and offers the remaining rows. */
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
