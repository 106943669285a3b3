import { classificationReport } from "../../models/index.ts";
import { line, type PrintedScores, SCORE_COLUMNS } from "./classificationReports.ts";
import type { PublishedFigure } from "./publishedFigure.ts";
import type { SourceCheck } from "./sourceCheck.ts";

const PLACE = "section 5, the deployed page";
/** The page prints six decimals. */
const STEP = 1e-6;

/** The five records that the deployed page drew: their numbers in the hold-out, and KNN's predictions. */
export const PAGE_RECORDS = [
  { row: 734, predicted: "Folk", actual: "Hip-Hop" },
  { row: 3029, predicted: "Rock", actual: "Rock" },
  { row: 2374, predicted: "Pop", actual: "Hip-Hop" },
  { row: 983, predicted: "Instrumental", actual: "Rock" },
  { row: 4844, predicted: "International", actual: "International" },
] as const;

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
    SCORE_COLUMNS.map(([column, key]): PublishedFigure => ({
      id: `page.${name.replace(" ", "-")}.${column}`,
      label: `Deployed page, ${name.replace("avg", "average")}: ${column}`,
      format: "score",
      statements: [{ value: scores[key], place: `${PLACE}, classification report` }],
      step: STEP,
      notebook: "05-deployment-check",
      restsOn: "report",
    })),
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

/** A record of the deployed page. */
export interface PageRecord {
  readonly predicted: string;
  readonly actual: string;
}

/**
 * Recomputes the page's classification report from its five records; its accuracy line repeats the accuracy in every column.
 * @example
 * import { recomputePage } from "../src/study/published/index.ts";
 * const records = [{ predicted: "Folk", actual: "Folk" }, { predicted: "Rock", actual: "Folk" }];
 * recomputePage(records).Folk; // => { precision: 1, recall: 0.5, f1Score: 0.667, support: 2 }
 */
export function recomputePage(records: readonly PageRecord[]): Record<string, PrintedScores> {
  const { classes, accuracy, macroAvg, weightedAvg, support } = classificationReport(
    records.map(({ actual }) => actual),
    records.map(({ predicted }) => predicted),
  );
  const share = accuracy!;
  return {
    ...Object.fromEntries(classes.map(({ label, ...scores }) => [String(label), scores])),
    accuracy: { precision: share, recall: share, f1Score: share, support },
    "macro avg": { ...macroAvg, support },
    "weighted avg": { ...weightedAvg, support },
  };
}

/** Checks the page's classification report against its own five records. */
export function deployedPageChecks(
  records: readonly PageRecord[],
  printed: Readonly<Record<string, PrintedScores>>,
): SourceCheck[] {
  const computed = recomputePage(records);
  const cells = Object.entries(printed).flatMap(([name, scores]) =>
    SCORE_COLUMNS.map(([column, key]) => ({
      name,
      column,
      printed: scores[key],
      computed: computed[name]?.[key],
    })),
  );
  const wrong = cells.filter(
    (cell) => cell.computed === undefined || Math.abs(cell.computed - cell.printed) > STEP / 2 + 1e-12,
  );
  return [
    {
      id: "page-report",
      title: "The deployed page's classification report is that of its five records",
      holds: wrong.length === 0,
      arithmetic: `${cells.length - wrong.length} of ${cells.length} cells come out again${wrong
        .map(
          (cell) => `; ${cell.name}, ${cell.column}: printed ${cell.printed}, computed ${cell.computed ?? "nothing"}`,
        )
        .join("")}`,
      conclusion: wrong
        .map(
          (cell) =>
            `The page prints ${cell.printed} as the ${cell.column} of “${cell.name}”, its records give ${cell.computed ?? "nothing"}.`,
        )
        .join(" "),
      figures: wrong.map(({ name, column }) => `page.${name.replace(" ", "-")}.${column}`),
    },
  ];
}
