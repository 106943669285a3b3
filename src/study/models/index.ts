export { accuracyFigures } from "./accuracyFigures.ts";
export { accuracyGrid, cellsOf } from "./accuracyGrid.ts";
export { accuracyTable } from "./accuracyTable.ts";
export { classificationFigures } from "./classificationFigures.ts";
export { classificationReportTable } from "./classificationReportTable.ts";
export { confusionChart } from "./confusionChart.ts";
export { confusionFigures } from "./confusionFigures.ts";
export { bestKFigures, claimFigures } from "./modelChoiceFigures.ts";
export { neighboursChart } from "./neighboursChart.ts";
export { neighboursInWords } from "./neighboursInWords.ts";
export { neighboursSweep } from "./neighboursSweep.ts";
export {
  differencesTable,
  repeatedChart,
  repeatedFigures,
  type RepeatedModel,
  repeatedScores,
} from "./repeatedScores.ts";
export { reportInWords } from "./reportInWords.ts";
export type { TestedModel } from "./testedModel.ts";
