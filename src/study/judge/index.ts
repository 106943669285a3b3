export { MARGIN } from "./compareWithPublished.ts";
export { accuracyFigure } from "./accuracyFigure.ts";
export { figureId, parseFigureId } from "./figureId.ts";
export { type JudgedFigure, judgeFigure } from "./judgeFigure.ts";
export type { MeasuredFigure } from "./measuredFigure.ts";
export { FIGURES_MIME_TYPE, reportFigures } from "./reportFigures.ts";
export { resampleReport } from "./resampleReport.ts";
export { type Verdict, VERDICTS, verdictText } from "./verdicts.ts";
