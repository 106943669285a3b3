export { MARGIN } from "./compareWithPublished.ts";
export { accuracyFigure, figureId, type MeasuredFigure, parseFigureId } from "./measuredFigure.ts";
export { type JudgedFigure, judgeFigure } from "./judgeFigure.ts";
export { FIGURES_MIME_TYPE, reportFigures } from "./reportFigures.ts";
export { resampleReport } from "./resampleReport.ts";
export { type Verdict, VERDICTS, verdictText } from "./verdicts.ts";
