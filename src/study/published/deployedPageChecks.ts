import { classificationReport } from "../../models/index.ts";
import type { PrintedScores } from "./classificationReports.ts";
import type { SourceCheck } from "./sourceCheck.ts";

const STEP = 1e-6;

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
    (["precision", "recall", "f1Score", "support"] as const).map((key) => ({
      name,
      column: key === "f1Score" ? "f1-score" : key,
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
      ...(wrong.length === 0
        ? {}
        : {
            conclusion: wrong
              .map(
                (cell) =>
                  `The page prints ${cell.printed} as the ${cell.column} of “${cell.name}”, its records give ${cell.computed ?? "nothing"}.`,
              )
              .join(" "),
          }),
      figures: wrong.map(({ name, column }) => `page.${name.replace(" ", "-")}.${column}`),
    },
  ];
}
