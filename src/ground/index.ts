export { card, type CardLines, DISPLAY, grid, type Shown, withCard } from "./card.ts";
export { callerFolder } from "./callerFolder.ts";
export { csvField } from "./csvField.ts";
export { escapeHtml, Html, html, type Part, raw } from "./html.ts";
export { indexedPng } from "./indexedPng.ts";
export type { Matrix } from "./matrix.ts";
export { mean } from "./mean.ts";
export { median } from "./median.ts";
export { mostProbable } from "./mostProbable.ts";
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
export { permutation } from "./permutation.ts";
export { quantile } from "./quantile.ts";
export { randomOrder } from "./randomOrder.ts";
export { isSourceName, SOURCE_NAMES, sourceFrom, type SourceName } from "./sourceNames.ts";
export { signalChild } from "./signalChild.ts";
export { SOFT_BREAK } from "./softBreak.ts";
export { shuffle } from "./shuffle.ts";
export { takeItems, takeMatrixRows } from "./takeMatrixRows.ts";
export { UserError } from "./userError.ts";
export { renameOver, renameOverSync } from "./renameOver.ts";
export { replaceFile } from "./replaceFile.ts";
export { writeFileAtomic, writeFileAtomicSync } from "./writeFileAtomic.ts";
export { writeProblem } from "./writeProblem.ts";
export { OTHER_COLUMNS_OPTION, OTHER_COLUMNS_VARIABLE } from "./otherColumns.ts";
export { visibleText } from "./visibleText.ts";
