import { publishedAccuracy } from "./accuracies.ts";
import { CLASSIFICATION_REPORTS } from "./classificationReports.ts";
import { CONFUSION_COUNTS, GENRES } from "./confusionMatrix.ts";
import { PAGE_RECORDS, PAGE_REPORT } from "./deployedPage.ts";
import { findPublished, PUBLISHED_FIGURES } from "./publishedFigures.ts";
import { claimChecks } from "./claimChecks.ts";
import { classificationReportChecks } from "./classificationReportChecks.ts";
import { confusionMatrixChecks } from "./confusionMatrixChecks.ts";
import { datasetChecks } from "./datasetChecks.ts";
import { deployedPageChecks } from "./deployedPageChecks.ts";
import type { SourceCheck } from "./sourceCheck.ts";
import { splitChecks } from "./splitChecks.ts";
import { statementChecks } from "./statementChecks.ts";

const FOREST = CLASSIFICATION_REPORTS.find(({ model }) => model === "rf")!;

/** Every check of the report against itself, in its order. */
export const SOURCE_CHECKS: readonly SourceCheck[] = [
  ...datasetChecks({
    elements: stated("data.elements"),
    withVariances: stated("data.columns"),
    withoutVariances: stated("data.columns.kept"),
  }),
  ...statementChecks(PUBLISHED_FIGURES),
  ...claimChecks(publishedAccuracy, CLASSIFICATION_REPORTS),
  ...splitChecks(CLASSIFICATION_REPORTS, {
    testRows: FOREST.accuracy.support,
    matrixRows: CONFUSION_COUNTS.flat().reduce((sum, count) => sum + count, 0),
    stated: stated("data.3s.rows.exact"),
  }),
  ...confusionMatrixChecks(GENRES, CONFUSION_COUNTS, FOREST),
  ...CLASSIFICATION_REPORTS.flatMap(classificationReportChecks),
  ...deployedPageChecks(PAGE_RECORDS, PAGE_REPORT),
];

/**
 * What in the report contradicts a published figure: the conclusions of the failed checks that concern it.
 * @example
 * import { contradictionsOf } from "../src/study/published/index.ts";
 * contradictionsOf("accuracy.3s.knn.test"); // => ["The report states 80 % and 82 % for the same score."]
 */
export function contradictionsOf(id: string): readonly string[] {
  return SOURCE_CHECKS.filter(({ holds, figures }) => !holds && figures.includes(id)).map(
    ({ conclusion, arithmetic }) => conclusion ?? arithmetic,
  );
}

function stated(id: string): number {
  return findPublished(id)!.statements[0].value as number;
}
