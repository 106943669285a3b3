export { accuracyFigures, accuracyGrid, accuracyTable, cellsOf } from "./accuracyGrid.ts";
export { answerInWords } from "./answerInWords.ts";
export { classificationFigures, classificationReportTable, reportInWords } from "./classificationReportTable.ts";
export { confusionChart, confusionFigures, confusionsTable } from "./confusionChart.ts";
export { bestKFigures, claimFigures } from "./modelChoiceFigures.ts";
export { neighboursChart, neighboursInWords, neighboursSweep } from "./neighboursSweep.ts";
export { officialFigures, officialScores, officialTable } from "./officialScores.ts";
export { differencesTable, repeatedChart, repeatedFigures, repeatedScores } from "./repeatedScores.ts";
