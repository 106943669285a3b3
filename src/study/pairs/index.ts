export { answerInWords } from "./answerInWords.ts";
export { bestPairScores, bestPairScoresInWords, bestPairScoresTable } from "./bestPairScores.ts";
export { choosePairs } from "./choosePairs.ts";
export { pairComparison, pairComparisonChart, pairComparisonInWords, pairComparisonTable } from "./pairComparison.ts";
export { pairFigures, pairFurtherFigures } from "./pairFigures.ts";
export { pairGrid } from "./pairGrid.ts";
export { pairMap, pairMapChart, pairMapInWords } from "./pairMap.ts";
export { pairsChart } from "./pairsChart.ts";
export { chosenPairsInWords, holdoutInWords, pairsInWords, pairsTable } from "./pairsInWords.ts";
