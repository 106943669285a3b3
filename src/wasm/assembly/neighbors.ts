/**
 * Exact search of the k nearest neighbours in squared Euclidean distance.
 *
 * The rows are rotated to their principal axes, so that few coordinates make up most of a distance, and rounded to integers of at most
 * `largest`; larger ones are clamped (which only brings rows nearer). They are sorted into the leaves of a k-d tree with bounding
 * boxes, four children per node (Friedman, Bentley and Finkel 1977, "An algorithm for finding best matches in logarithmic expected
 * time"). The integers only rule rows out: four rows and eight coordinates at a time, in exact arithmetic, against a limit widened by
 * the bound on rounding, so no neighbour is lost. The remaining rows are decided by the float64 distance of the original rows, summed
 * over the features in order. Of two rows at the same distance the one with the lower index is nearer.
 */
export { buildTree } from "./neighbors/buildTree";
export { leafBytes, leafSize, nodeSize } from "./neighbors/layout";
export { quantise } from "./neighbors/quantise";
export { scratchSize, search } from "./neighbors/search";
