import { listInWords } from "../common/index.ts";
import { publishedAccuracy } from "./accuracies.ts";
import { claimChecks } from "./claimChecks.ts";
import { CLASSIFICATION_REPORTS, classificationReportChecks } from "./classificationReports.ts";
import { CONFUSION_COUNTS, confusionMatrixChecks, GENRES } from "./confusionMatrix.ts";
import { datasetChecks } from "./dataset.ts";
import { deployedPageChecks, PAGE_RECORDS, PAGE_REPORT } from "./deployedPage.ts";
import { formatPublished } from "./formatFigure.ts";
import type { PublishedFigure } from "./publishedFigure.ts";
import { findPublished, PUBLISHED_FIGURES } from "./publishedFigures.ts";
import type { SourceCheck } from "./sourceCheck.ts";
import { splitChecks } from "./splitChecks.ts";

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
    ({ conclusion }) => conclusion,
  );
}

function stated(id: string): number {
  return findPublished(id)!.statements[0].value as number;
}

/** Checks that figures stated in several places are the same in all of them. */
export function statementChecks(published: readonly PublishedFigure[]): SourceCheck[] {
  return published
    .filter(({ statements }) => statements.length > 1)
    .map(({ id, label, statements, format, step }) => {
      const stated = statements.map(({ value, place }) => ({ text: formatPublished(value, format, step), place }));
      const values = [...new Set(stated.map(({ text }) => text))];
      const holds = values.length === 1;
      return {
        id: `stated-${id}`,
        title: `${label}: the same wherever it is stated`,
        holds,
        arithmetic: listInWords(stated.map(({ text, place }) => `${text} (${place})`)),
        conclusion: `The report states ${listInWords(values)} for the same score.`,
        figures: [id],
      };
    });
}
