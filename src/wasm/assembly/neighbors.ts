/**
 * Exact search of the k nearest neighbours in squared Euclidean distance.
 *
 * The rows are rotated to their principal axes, so that few coordinates hold most of a distance, and rounded to integers
 * of at most `largest`, further ones moved in to it (which only brings rows nearer). They are sorted into the leaves of a
 * k-d tree with bounding boxes, four children a node (Friedman, Bentley and Finkel 1977, "An algorithm for finding best
 * matches in logarithmic expected time"). The integers only rule rows out: four rows at a time, eight coordinates after
 * eight, in exact arithmetic against a limit that is widened by the bound of the rounding; so no neighbour is lost.
 * What remains is decided by the float64 distance of the rows as they were given: the sum over the features in their
 * order. Of two rows at the same distance the one with the lower index is nearer.
 */
export { buildTree } from "./neighbors/buildTree";
export { leafBytes, leafSize, nodeSize } from "./neighbors/layout";
export { quantise } from "./neighbors/quantise";
export { scratchSize, search } from "./neighbors/search";
