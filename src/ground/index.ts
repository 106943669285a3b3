export { bundleScript } from "./bundleScript.ts";
export { card, type CardLines, DISPLAY, grid, type Shown, withCard } from "./card.ts";
export { callerFolder, isSourceName, SOURCE_NAMES, sourceFrom, type SourceName } from "./sourceNames.ts";
export { csvField } from "./csvField.ts";
export { escapeHtml, Html, html, type Part, raw } from "./html.ts";
export { indexedPng } from "./indexedPng.ts";
export { type Matrix, mostProbable, takeItems, takeMatrixRows } from "./matrix.ts";
export { mean, median, quantile } from "./statistics.ts";
export {
  CHART_COLOURS,
  COLORWAY,
  DIVERGING,
  GENRE_COLOURS,
  INKS,
  PAGE_COLOURS,
  paletteStyles,
  SEQUENTIAL,
  VIRIDIS,
} from "./palette.ts";
export { permutation, randomOrder, shuffle } from "./shuffle.ts";
export { signalChild } from "./signalChild.ts";
export { SOFT_BREAK } from "./softBreak.ts";
export { UserError, writeProblem } from "./userError.ts";
export { renameOver, replaceFile, writeFileAtomic } from "./writeFileAtomic.ts";
export { OTHER_COLUMNS_OPTION, OTHER_COLUMNS_VARIABLE } from "./otherColumns.ts";
export { visibleText } from "./visibleText.ts";
