import type { PublishedFigure } from "./publishedFigure.ts";
import type { PrintedScores } from "./classificationReports.ts";

const PLACE = "section 5, the deployed page";

/** The five records that the deployed page drew: their numbers in the hold-out, and KNN's predictions. */
export const PAGE_RECORDS = [
  { row: 734, predicted: "Folk", actual: "Hip-Hop" },
  { row: 3029, predicted: "Rock", actual: "Rock" },
  { row: 2374, predicted: "Pop", actual: "Hip-Hop" },
  { row: 983, predicted: "Instrumental", actual: "Rock" },
  { row: 4844, predicted: "International", actual: "International" },
] as const;

const line = (precision: number, recall: number, f1Score: number, support: number): PrintedScores => ({
  precision,
  recall,
  f1Score,
  support,
});

/** The page's classification report, as printed; the page prints the accuracy in all four columns, support included. */
export const PAGE_REPORT: Readonly<Record<string, PrintedScores>> = {
  Folk: line(0, 0, 0, 0),
  "Hip-Hop": line(0, 0, 0, 2),
  Instrumental: line(0, 0, 0, 0),
  International: line(1, 1, 1, 1),
  Pop: line(0, 0, 0, 0),
  Rock: line(1, 0.5, 0.666667, 2),
  accuracy: line(0.4, 0.4, 0.4, 0.4),
  "macro avg": line(0.333333, 0.25, 0.277778, 5),
  "weighted avg": line(0.6, 0.4, 0.466667, 5),
};

/** Every cell of the page's report, `page.Rock.recall`, and the accuracy of its draw of five, `page.draw.accuracy`. */
export const PAGE_FIGURES: readonly PublishedFigure[] = [
  ...Object.entries(PAGE_REPORT).flatMap(([name, scores]) =>
    (["precision", "recall", "f1Score", "support"] as const).map((key): PublishedFigure => {
      const column = key === "f1Score" ? "f1-score" : key;
      return {
        id: `page.${name.replace(" ", "-")}.${column}`,
        label: `Deployed page, ${name.replace("avg", "average")}: ${column}`,
        format: "score",
        statements: [{ value: scores[key], place: `${PLACE}, classification report` }],
        step: 1e-6,
        notebook: "05-deployment-check",
        restsOn: "report",
      };
    }),
  ),
  {
    id: "page.draw.accuracy",
    label: "KNN on held-out rows, against a draw of five on the deployed page",
    format: "percent",
    statements: [{ value: 0.4, place: `${PLACE}, accuracy of five records` }],
    step: 0.01,
    notebook: "05-deployment-check",
    restsOn: "music",
  },
];
