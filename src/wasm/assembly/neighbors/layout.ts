// A leaf has LEAF rows in groups of four. It contains the first eight coordinates of all groups, then the next eight, ...: for each
// group the sums of squares of its four rows (i32), then four times two coordinates (i16) of the four rows. A node contains the number
// of its children and the children (a node's number, or -1 - leaf), then for every two of the first coordinates the lower and upper
// bounds of the four children. `width` is the number of coordinates, zero-padded to a multiple of 8.

/** Rows in a leaf; a multiple of 4. */
export const LEAF: i32 = 256;
export const GROUPS: i32 = LEAF / 4;
/** A box bounds at most this many of the first coordinates: the others hardly ever rule a leaf out. */
export const BOX: i32 = 16;
/** Bytes of eight coordinates of a group, and of all groups of a leaf. */
export const PART: usize = 80;
export const PARTS: usize = PART * GROUPS;
/** Bytes at the start of a node: the number of children, padding, the children. */
export const NODE_HEAD: usize = 32;

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
