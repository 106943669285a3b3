// A tree is a list of nodes in preorder, 16 bytes each: threshold (f64), feature (i32, -1 in a leaf), and the number of the right child
// (the left one is the next node). In a leaf the last field is the class of all its rows, or -1 - the number of its list of class
// counts.

/** The size of a node in bytes. */
export const NODE: usize = 16;
/** The offset of a node's feature. */
export const FEATURE: usize = 8;
/** The offset of a node's right child, or of a leaf's content. */
export const LAST: usize = 12;
