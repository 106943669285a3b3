import { FEATURE, LAST, NODE } from "./node";

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
        const f0 = load<i32>(n0, FEATURE);
        const f1 = load<i32>(n1, FEATURE);
        const f2 = load<i32>(n2, FEATURE);
        const f3 = load<i32>(n3, FEATURE);
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
    while (load<i32>(node, FEATURE) >= 0) node = step(nodes, node, load<i32>(node, FEATURE), source + <usize>i * rowBytes);
    addLeaf(node, counts, classes, sums + ((<usize>i * classes) << 3));
  }
}

/** The child a row goes to; a leaf stays where it is. */
function step(nodes: usize, node: usize, feature: i32, row: usize): usize {
  const right = nodes + <usize>load<i32>(node, LAST) * NODE;
  // A leaf has no feature; the first one is read in its place, and what is found there is not used.
  const value = load<f64>(row + ((<usize>max(feature, 0)) << 3));
  const child = select<usize>(node + NODE, right, value <= load<f64>(node));
  return select<usize>(node, child, feature < 0);
}

function addLeaf(node: usize, counts: usize, classes: i32, sum: usize): void {
  const leaf = load<i32>(node, LAST);
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
