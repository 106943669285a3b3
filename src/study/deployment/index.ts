export { answerInWords } from "./answerInWords.ts";
export { drawOddsInWords, holdOutInWords, savedInWords } from "./deploymentInWords.ts";
export { countedOdds, drawOddsChart } from "./drawOdds.ts";
export { drawnRecordsTable } from "./drawnRecordsTable.ts";
export { drawFigures, oddsOf, pageReportFigures } from "./pageFigures.ts";
export { startLocally } from "./startLocally.ts";
