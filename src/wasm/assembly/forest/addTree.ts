import { FEATURE, LAST, NODE } from "./node";

/** Rows that descend a tree together, so that their loads overlap. */
const LANES: usize = 8;
/** The upper half of a NaN, which no number compares at or below. */
const NOT_A_NUMBER: u32 = 0x7ff80000;

/**
 * Converts `count` nodes at `nodes`, in place, to the form `addTree` reads: instead of a feature, the offset of its values from the
 * first feature's in a tile; instead of a right child, its offset from the left one. A leaf's threshold is NaN with the leaf's content
 * in its lower half, so that a row that arrives there goes right, and stays.
 */
export function prepareTree(nodes: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const node = nodes + <usize>i * NODE;
    const feature = load<i32>(node, FEATURE);
    const last = load<i32>(node, LAST);
    if (feature < 0) {
      store<i32>(node, last);
      store<u32>(node, NOT_A_NUMBER, 4);
      store<i32>(node, 0, FEATURE);
      store<i32>(node, -(<i32>NODE), LAST);
    } else {
      store<i32>(node, feature * <i32>(LANES << 3), FEATURE);
      store<i32>(node, (last - i - 1) * <i32>NODE, LAST);
    }
  }
}

/**
 * Adds the class shares of each row's leaf in one tree to `sums` (rows x classes, f64). If `bag` is not 0, it does so only for rows
 * that the tree did not see: those with a 0 bit in `bag`. Rows come in tiles of 8, a tile being 8 values of each feature; `firstTile`
 * is the number of the tile at `source` among those of all rows.
 */
export function addTree(
  nodes: usize,
  counts: usize,
  classes: i32,
  source: usize,
  tiles: i32,
  columns: i32,
  bag: usize,
  firstTile: i32,
  sums: usize,
): void {
  const tileBytes = (<usize>columns * LANES) << 3;
  const sumBytes = (<usize>classes) << 3;
  let sum = sums;
  for (let i = 0; i < tiles; i++) {
    const tile = source + <usize>i * tileBytes;
    let n0 = nodes;
    let n1 = nodes;
    let n2 = nodes;
    let n3 = nodes;
    let n4 = nodes;
    let n5 = nodes;
    let n6 = nodes;
    let n7 = nodes;
    let moved: usize = 1;
    while (moved !== 0) {
      const m0 = move(n0, tile, 0);
      const m1 = move(n1, tile, 1);
      const m2 = move(n2, tile, 2);
      const m3 = move(n3, tile, 3);
      n0 += m0;
      n1 += m1;
      n2 += m2;
      n3 += m3;
      moved = m0 | m1 | m2 | m3;
      const m4 = move(n4, tile, 4);
      const m5 = move(n5, tile, 5);
      const m6 = move(n6, tile, 6);
      const m7 = move(n7, tile, 7);
      n4 += m4;
      n5 += m5;
      n6 += m6;
      n7 += m7;
      moved |= m4 | m5 | m6 | m7;
    }
    const seen: u32 = bag === 0 ? 0 : <u32>load<u8>(bag + <usize>(firstTile + i));
    if (!(seen & 1)) addLeaf(n0, counts, classes, sum);
    sum += sumBytes;
    if (!(seen & 2)) addLeaf(n1, counts, classes, sum);
    sum += sumBytes;
    if (!(seen & 4)) addLeaf(n2, counts, classes, sum);
    sum += sumBytes;
    if (!(seen & 8)) addLeaf(n3, counts, classes, sum);
    sum += sumBytes;
    if (!(seen & 16)) addLeaf(n4, counts, classes, sum);
    sum += sumBytes;
    if (!(seen & 32)) addLeaf(n5, counts, classes, sum);
    sum += sumBytes;
    if (!(seen & 64)) addLeaf(n6, counts, classes, sum);
    sum += sumBytes;
    if (!(seen & 128)) addLeaf(n7, counts, classes, sum);
    sum += sumBytes;
  }
}

/** The offset from a node to the child that a row of the tile goes to; 0 in a leaf. */
// @ts-ignore: decorator
@inline
function move(node: usize, tile: usize, lane: usize): usize {
  const value = load<f64>(tile + (lane << 3) + <usize>load<i32>(node, FEATURE));
  const goesRight = <i32>!(value <= load<f64>(node));
  return <usize>(<i32>NODE + (-goesRight & load<i32>(node, LAST)));
}

function addLeaf(node: usize, counts: usize, classes: i32, sum: usize): void {
  const leaf = load<i32>(node);
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
