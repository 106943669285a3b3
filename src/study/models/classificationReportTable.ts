import type { TestedModel } from "./testedModel.ts";
import { formatCount, listInWords, SPLIT_NAMES, type Table, table } from "../common/index.ts";
import {
  type ClassificationReport,
  classificationReport,
  formatClassificationReport,
  formatFixed,
  type Scores,
} from "../../models/index.ts";

/**
 * A model's classification reports side by side, one for each way to split; as text, the reports as scikit-learn prints them.
 * @param cells a model's results on a test part with each way to split: cells of a grid, or `{ by, evaluation }` of any model
 * @param options what the table says about itself
 * @param options.part what the rows are, to follow "classification reports of"
 * @example
 * import { classificationReportTable } from "../src/study/models/index.ts";
 * const evaluation = { actual: ["Folk", "Folk", "Rock", "Rock"], predicted: ["Folk", "Rock", "Rock", "Rock"] };
 * const options = { model: "My model", genres: ["Folk", "Rock"], source: "Data: my songs" };
 * const { text } = classificationReportTable([{ by: "track", evaluation }], options);
 * text.split("\n")[5]; // => "        Folk       1.00      0.50      0.67         2"
 */
export function classificationReportTable(
  cells: readonly TestedModel[],
  {
    model,
    genres,
    source,
    part = "the test parts",
  }: { readonly model: string; readonly genres: readonly string[]; readonly source: string; readonly part?: string },
): Table {
  const reports = cells.map(({ evaluation }) =>
    classificationReport(evaluation.actual, evaluation.predicted, { labels: genres }),
  );
  const line = (name: string, numbers: (report: ClassificationReport) => readonly string[]): string[] => [
    name,
    ...reports.flatMap(numbers),
  ];
  const absent = cells.flatMap(({ by }, i) => {
    const without = reports[i]!.classes.filter(({ support }) => support === 0).map(({ label }) => String(label));
    return without.length > 0 ? [`${SPLIT_NAMES[by]}: ${listInWords(without)}`] : [];
  });
  const named = absent.length > 0 ? ` No row, and 0 in the macro averages: ${absent.join("; ")}.` : "";
  return table({
    caption: `${model}: classification reports of ${part}.${named}`,
    source,
    columns: [
      { heading: "genre" },
      ...cells.flatMap(({ by }) =>
        ["precision", "recall", "f1-score", "support"].map((heading) => ({
          heading,
          group: SPLIT_NAMES[by],
          numeric: true,
          minor: cells.length > 1 && heading !== "f1-score" && heading !== "recall",
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
