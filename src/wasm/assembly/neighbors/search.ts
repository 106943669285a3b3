import { findScratch, nearestLeaf, nearLeaves, prepareFinding } from "./findLeaves";
import { LEAF } from "./layout";
import { beginQuery, offer, prepareNearest, sortHeap } from "./nearest";
import { beginScanning, limitFrom, prepareScanning, scanLeaves, scanScratch } from "./scanLeaves";

// A query descends to its nearest leaf, whose rows give a first limit; then it goes through the tree to list all leaves within the
// limit; then through those leaves, the nearest quarter first, so that the limit shrinks early. All of this works on lists that are
// thinned out without branches, because whether a node, a leaf or a group is near can't be predicted.

/** Bytes of `scratch` that `search` needs on each thread. */
export function scratchSize(pointWidth: i32, rows: i32): i32 {
  return scanScratch(pointWidth) + findScratch(rows);
}

/**
 * Finds the `k` nearest of `rows` training rows for each of `count` queries, sorted by distance and index. `quantisedQueries` are the
 * queries after `quantise`; `slacks` has one number per query: the bound on all rounding errors of a distance in units of the integers
 * (infinite if the integers can't be trusted). `outDistances` are squared.
 */
export function search(
  trainingRows: usize,
  rows: i32,
  features: i32,
  width: i32,
  nodes: usize,
  points: usize,
  indices: usize,
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
  prepareNearest(trainingRows, features, k, scale);
  prepareScanning(width, points, indices, scratch);
  prepareFinding(rows, width, nodes, scratch + scanScratch(width));
  for (let q = 0; q < count; q++) {
    const query = queries + ((<usize>q * features) << 3);
    const integers = quantisedQueries + ((<usize>q * width) << 1);
    const slack = load<f64>(slacks + ((<usize>q) << 3));
    beginQuery(query, slack, outIndices + ((<usize>q * k) << 2), outDistances + ((<usize>q * k) << 3));
    if (slack < Infinity) {
      beginScanning(integers);
      if (k <= LEAF && rows >= LEAF) limitFrom(nearestLeaf(integers));
      scanLeaves(nearLeaves(integers));
    } else {
      for (let i = 0; i < rows; i++) offer(i);
    }
    sortHeap();
  }
}
