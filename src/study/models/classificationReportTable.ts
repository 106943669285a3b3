import type { GridCell } from "./accuracyGrid.ts";
import { formatCount, SPLIT_NAMES, type Table, table } from "../common/index.ts";
import {
  type ClassificationReport,
  classificationReport,
  formatClassificationReport,
  formatFixed,
  type Scores,
} from "../../models/index.ts";

/** What the table needs to know of a model's test: all of a `GridCell` or only this. */
export interface ReportedCell extends Pick<GridCell, "by"> {
  readonly model: Pick<GridCell["model"], "title">;
  readonly table: Pick<GridCell["table"], "title" | "source">;
  readonly evaluation: Pick<GridCell["evaluation"], "actual" | "predicted">;
}

/**
 * A model's classification report for each way to split, side by side; as text, the reports as scikit-learn prints them.
 * @param part what the rows are, to follow "classification reports of"
 */
export function classificationReportTable(
  cells: readonly ReportedCell[],
  genres: readonly string[],
  { part = "the test parts" }: { readonly part?: string } = {},
): Table {
  const { model, table: reportTable } = cells[0]!;
  const reports = cells.map(({ evaluation }) =>
    classificationReport(evaluation.actual, evaluation.predicted, { labels: genres }),
  );
  const line = (name: string, numbers: (report: ClassificationReport) => readonly string[]): string[] => [
    name,
    ...reports.flatMap(numbers),
  ];
  return table({
    caption: `${model.title} on the ${reportTable.title}: classification reports of ${part}.`,
    source: reportTable.source,
    columns: [
      { heading: "genre" },
      ...cells.flatMap(({ by }) =>
        ["precision", "recall", "f1-score", "support"].map((heading) => ({
          heading,
          group: SPLIT_NAMES[by],
          numeric: true,
        })),
      ),
    ],
    rows: [
      ...genres.map((genre, i) => line(genre, ({ classes }) => scores(classes[i]!, classes[i]!.support))),
      line("accuracy", ({ accuracy, support }) => [
        "",
        "",
        accuracy === undefined ? "–" : formatFixed(accuracy, 2),
        formatCount(support),
      ]),
      line("macro avg", ({ macroAvg, support }) => scores(macroAvg, support)),
      line("weighted avg", ({ weightedAvg, support }) => scores(weightedAvg, support)),
    ],
    plain: cells.map(({ by }, i) => `${SPLIT_NAMES[by]}\n${formatClassificationReport(reports[i]!)}`).join("\n"),
  });
}

function scores({ precision, recall, f1Score }: Scores, support: number): string[] {
  return [...[precision, recall, f1Score].map((value) => formatFixed(value, 2)), formatCount(support)];
}
