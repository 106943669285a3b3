/**
 * What `npm run reproduce` needs only once its first notebooks are starting: reading tables and summing up the results. Loading it
 * takes as long as a short notebook, so it is loaded while the kernels start.
 */
export { acceptResults, checkResults, keepLarger } from "./expectedResults.ts";
export { learnedPageHeader, loadTables, pageHeader } from "./pageHeader.ts";
export { formatResults } from "./results.ts";
export { type Story, tellStory } from "./tellStory.ts";
