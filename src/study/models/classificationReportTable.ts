import type { SplitUnit } from "../../dataset/index.ts";
import {
  classificationReport,
  type ClassificationReport,
  type Evaluation,
  formatClassificationReport,
  formatFixed,
  type Label,
  type Scores,
} from "../../models/index.ts";
import {
  formatCount,
  formatPercent,
  joinProse,
  listInWords,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  SPLIT_NAMES,
  type Table,
  table,
} from "../common/index.ts";
import { figureId, type MeasuredFigure, resampleReport } from "../judge/index.ts";
import { REPORT_FIGURES } from "../published/index.ts";
import type { GridCell } from "./accuracyGrid.ts";

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

/** Any model's results on a test part: `{ by: "track", evaluation: await evaluate(model, parts) }`. */
export interface TestedModel {
  readonly by: SplitUnit;
  readonly evaluation: Pick<Evaluation, "actual" | "predicted">;
}

/**
 * The cells of the report's classification report of a model on the 3-second table, with each way to split: scores with intervals, and
 * supports for random rows only. If the table or a genre is missing, the figures are there without values.
 */
export function classificationFigures(
  grid: readonly GridCell[],
  model: "lr" | "knn" | "rf",
  { seed }: { readonly seed: number },
): MeasuredFigure[] {
  const own = REPORT_FIGURES.filter(({ id }) => id.startsWith(`report.${model}.`));
  const cells = grid.filter((cell) => cell.table.id === "3s" && cell.model.id === model);
  if (cells.length === 0) {
    return own.map(({ id }) => ({ id, measured: null, note: "This source has no 3-second table." }));
  }
  return cells.flatMap((cell) => {
    const { by, evaluation, testGroup } = cell;
    const scores = scoresByName(cell);
    const intervals = resampleReport({ ...evaluation, track: testGroup }, { seed });
    return own.flatMap(({ id }): MeasuredFigure[] => {
      const name = id.slice(`report.${model}.`.length);
      if (by !== "row" && name.endsWith("support")) return [];
      const measured = scores.get(name);
      if (measured === undefined) {
        const genre = name.slice(0, name.lastIndexOf("."));
        return by === "row" ? [{ id, measured: null, note: `The test part has no row of ${genre}.` }] : [];
      }
      const interval = intervals.get(name);
      return [{ id: figureId(id, by), measured, ...(interval ? { interval, rows: evaluation.actual.length } : {}) }];
    });
  });
}

/** The cells of a classification report, keyed by the rest of their id: "Folk.recall", "macro-avg.support", "accuracy". */
function scoresByName({ evaluation }: GridCell): ReadonlyMap<string, number> {
  const { classes, macroAvg, weightedAvg, support, correct } = classificationReport(
    evaluation.actual,
    evaluation.predicted,
  );
  const line = (name: string, scores: Scores, rows: number): [string, number][] => [
    [`${name}.precision`, scores.precision],
    [`${name}.recall`, scores.recall],
    [`${name}.f1-score`, scores.f1Score],
    [`${name}.support`, rows],
  ];
  return new Map([
    ...classes.filter((one) => one.support > 0).flatMap((one) => line(String(one.label), one, one.support)),
    ...line("macro-avg", macroAvg, support),
    ...line("weighted-avg", weightedAvg, support),
    ["accuracy", correct / support],
    ["accuracy.support", support],
  ]);
}

/** Sums up a model's classification reports: its best and worst genres with each way to split. */
export function reportInWords(cells: readonly GridCell[]): Markdown {
  const { model } = cells[0]!;
  const genresOfAll = new Set(cells.flatMap(({ evaluation }) => evaluation.actual));
  const sentences = cells.map(({ by, evaluation }) => {
    const present = new Set(evaluation.actual);
    const classes = classificationReport(evaluation.actual, evaluation.predicted)
      .classes.filter(({ label }) => present.has(label))
      .sort((a, b) => b.f1Score - a.f1Score);
    const absent = [...genresOfAll].filter((genre) => !present.has(genre)).sort();
    // Genres whose scores look the same are not ranked.
    const [best, worst] = [classes[0]!, classes.at(-1)!].map(({ f1Score }) => {
      const score = formatFixed(f1Score, 2);
      return { score, names: alike(classes.filter((one) => formatFixed(one.f1Score, 2) === score)) };
    }) as [Place, Place];
    const placed =
      best.score === worst.score
        ? prose`F1 ${best.score} for each genre`
        : prose`best at ${best.names} (F1 ${best.score}), worst at ${worst.names} (${worst.score})`;
    return prose`${SPLIT_NAMES[by]} ${formatPercent(evaluation.testAccuracy)}, ${placed}${absent.length > 0 ? prose`, with no test row of ${alike(absent.map((label) => ({ label })))}` : ""}`;
  });
  const random = cells.find(({ by }) => by === "row")!.evaluation;
  const memory =
    random.trainAccuracy > 0.99 && random.testAccuracy < 0.97
      ? prose` It is right for ${formatPercent(random.trainAccuracy)} of its training rows, which says only that it has learnt them by heart.`
      : "";
  return markdown(prose`${model.title}: ${joinProse(sentences, "; ")}.${memory}`);
}

interface Place {
  readonly score: string;
  readonly names: Prose;
}

/** The genres by name, or, of many, only their number. */
function alike(genres: readonly { readonly label: Label }[]): Prose {
  return genres.length > 4 ? prose`${genres.length} genres` : listProse(genres.map(({ label }) => String(label)));
}
