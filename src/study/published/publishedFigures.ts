import { ACCURACIES } from "./accuracies.ts";
import { BINARY_FIGURES } from "./binaryPairs.ts";
import { REPORT_FIGURES } from "./classificationReports.ts";
import { CONFUSION_FIGURES } from "./confusionMatrix.ts";
import { DATASET_FIGURES, SPLIT_FIGURES } from "./dataset.ts";
import { PAGE_FIGURES } from "./deployedPage.ts";
import { MODEL_CHOICE, OPTIMIZATION_FIGURES } from "./claims.ts";
import type { PublishedFigure } from "./publishedFigure.ts";
import { SAMPLE_ROW_FIGURES } from "./sampleRows.ts";

/** Every figure and claim that the report states, in its order. */
export const PUBLISHED_FIGURES: readonly PublishedFigure[] = [
  ...DATASET_FIGURES,
  ...SAMPLE_ROW_FIGURES,
  ...SPLIT_FIGURES,
  ...ACCURACIES,
  ...MODEL_CHOICE,
  ...REPORT_FIGURES,
  ...CONFUSION_FIGURES,
  ...OPTIMIZATION_FIGURES,
  ...BINARY_FIGURES,
  ...PAGE_FIGURES,
];

const BY_ID = new Map(PUBLISHED_FIGURES.map((figure) => [figure.id, figure]));

/**
 * Looks up the published figure of an id, without `.by-track` and the like; undefined if the report has none.
 * @example
 * import { findPublished } from "../src/study/published/index.ts";
 * findPublished("accuracy.3s.knn.test")!.statements.map(({ value }) => value); // => [0.80, 0.82, 0.82, 0.82]
 */
export function findPublished(id: string): PublishedFigure | undefined {
  return BY_ID.get(id);
}

/** The published report. It bears no date. */
export const REPORT = {
  title: "Music Genre Classification",
  authors: ["Hinda Filali", "Andriy Khalik"],
} as const;
