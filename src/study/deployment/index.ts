export { answerInWords } from "./answerInWords.ts";
export { drawOddsInWords, holdOutInWords, savedInWords } from "./deploymentInWords.ts";
export { countedOdds } from "./drawOdds.ts";
export { drawOddsChart } from "./drawOddsChart.ts";
export { drawnRecordsTable } from "./drawnRecordsTable.ts";
export { drawFigures, oddsOf, pageReportFigures } from "./pageFigures.ts";
export { startLocally } from "./startLocally.ts";
