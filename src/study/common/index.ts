export { chanceOf } from "./chanceOf.ts";
export { type Chart, chart, type Trace } from "./chart.ts";
export { SPLIT_COLOURS, SPLIT_SYMBOLS } from "./chartTheme.ts";
export { correlationMatrix } from "./correlationMatrix.ts";
export { DISPLAY, type Displayable } from "./displayable.ts";
export { featureColumn } from "./featureColumn.ts";
export { featureName, featureTitle } from "./featureName.ts";
export {
  countOf,
  formatCount,
  formatGain,
  formatPercent,
  formatPoints,
  formatScore,
  listInWords,
} from "./formatNumber.ts";
export { genreCounts } from "./genreCounts.ts";
export { type GenrePanel, genrePanels } from "./genrePanels.ts";
export { type GenreStyle, genreStyles } from "./genreStyles.ts";
export { hasLearnedFeatures } from "./hasLearnedFeatures.ts";
export { leakChart, type LeakRow } from "./leakChart.ts";
export { type Markdown, markdown } from "./markdown.ts";
export { missingTable } from "./missingTable.ts";
export { axesOf, axisNumber, panelHeading } from "./panel.ts";
export { joinProse, listProse, prose, Prose } from "./prose.ts";
export { type RepeatedScore, repeatedScore } from "./repeatedScore.ts";
export { recordsTable } from "./recordsTable.ts";
export { type ReportModel, reportModels } from "../../models/index.ts";
export { genresOf, type ReportTable, reportTables, sourceLine } from "./reportTable.ts";
export { resampledWith } from "./resampledWith.ts";
export { rowsByGenre } from "./rowsByGenre.ts";
export { sampleNote } from "./sampleNote.ts";
export { scoresChart } from "./scoresChart.ts";
export { sourceInWords } from "./sourceInWords.ts";
export { splitSeries } from "./splitSeries.ts";
export { ON_SPLIT, SPLIT_NAMES, splitUnits } from "./splitUnits.ts";
export { type Table, table, type TableCell, type TableOptions } from "./table.ts";
export type { TestOutcome } from "./testOutcome.ts";
