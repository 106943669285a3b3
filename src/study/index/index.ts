/**
 * What `npm run reproduce` needs once its first notebooks are starting: to read tables, and to tell what was found. Loading it takes
 * as long as a short notebook, so it is loaded while the kernels start.
 */
export { acceptResults, checkResults } from "./expectedResults.ts";
export { keepLarger } from "./keepLarger.ts";
export { learnedPageHeader, loadTables, pageHeader } from "./pageHeader.ts";
export { formatResults } from "./results.ts";
export { type Story, tellStory } from "./tellStory.ts";
