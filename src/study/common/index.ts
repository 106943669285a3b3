export { chanceOf, genreCounts, rowsByGenre } from "./genreCounts.ts";
export {
  AT_FOOT,
  chart,
  type Chart,
  intervalBars,
  lineAt,
  note,
  SPLIT_COLOURS,
  SPLIT_SYMBOLS,
  type Trace,
} from "./chart.ts";
export { correlationMatrix } from "./correlationMatrix.ts";
export { DISPLAY, type Displayable } from "./displayable.ts";
export { featureColumn, featureName, featureTitle } from "./featureName.ts";
export {
  countOf,
  formatCount,
  formatGain,
  formatGainRange,
  formatPercent,
  formatPoints,
  formatRange,
  formatScore,
  formatScoreGain,
  listInWords,
} from "./formatNumber.ts";
export { axesOf, axisNumber, type GenrePanel, genrePanels, panelHeading, stackedAxes } from "./genrePanels.ts";
export { type GenreStyle, genreStyles } from "./genreStyles.ts";
export { hasLearnedFeatures } from "./hasLearnedFeatures.ts";
export { jointConfidence } from "./jointConfidence.ts";
export { leakChart, type LeakRow } from "./leakChart.ts";
export { joinProse, listProse, type Markdown, markdown, missingTable, prose, Prose } from "./prose.ts";
export { type RepeatedScore, repeatedScore } from "./repeatedScore.ts";
export { recordsTable, type Table, table, type TableCell, type TableOptions } from "./table.ts";
export { type ReportModel, reportModels } from "../../models/index.ts";
export { genresOf, type ReportTable, reportTables, sampleNote, sourceLine } from "./reportTable.ts";
export { outcomeScore, resampledWith, type TestOutcome } from "./testOutcome.ts";
export { scoresChart, splitSeries } from "./scoresChart.ts";
export { sourceInWords } from "./sourceInWords.ts";
export { ON_SPLIT, SPLIT_NAMES, splitUnits } from "./splitUnits.ts";
