export { droppingChart, droppingTable, featureDropping } from "./featureDropping.ts";
export { featureGroupsTable, forestImportances } from "./forestImportances.ts";
export { importanceChart } from "./importanceChart.ts";
export { droppingFigures, importanceFigures, scalingFigures } from "./optimizationFigures.ts";
export { featureGroupsInWords, optimizationInWords, optimizationTable } from "./optimizationInWords.ts";
export { type ScalingCell, scalingChart } from "./scalingChart.ts";
export { varianceShares } from "./varianceShares.ts";
