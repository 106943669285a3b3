import { formatCount, listInWords } from "../common/index.ts";
import type { PublishedFigure } from "./publishedFigure.ts";
import { overlap, roundedRange, type SourceCheck } from "./sourceCheck.ts";

/** A line of a printed classification report. */
export interface PrintedScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1Score: number;
  readonly support: number;
}

/** A classification report as the report prints it. */
export interface PrintedReport {
  readonly model: "knn" | "rf" | "lr";
  readonly title: string;
  readonly place: string;
  readonly classes: Readonly<Record<string, PrintedScores>>;
  readonly accuracy: { readonly value: number; readonly support: number };
  readonly macroAvg: PrintedScores;
  readonly weightedAvg: PrintedScores;
}

/** A line in the order in which it is printed. */
export function line(precision: number, recall: number, f1Score: number, support: number): PrintedScores {
  return { precision, recall, f1Score, support };
}

/** The three classification reports of section 3, as printed: scores with two decimals. */
export const CLASSIFICATION_REPORTS: readonly PrintedReport[] = [
  {
    model: "knn",
    title: "KNN",
    place: "section 3, KNN model analysis, classification report",
    classes: {
      Electronic: line(0.69, 0.84, 0.76, 2231),
      Experimental: line(0.78, 0.81, 0.79, 2258),
      Folk: line(0.78, 0.81, 0.8, 2278),
      "Hip-Hop": line(0.81, 0.81, 0.81, 2234),
      Instrumental: line(0.82, 0.79, 0.8, 2286),
      International: line(0.81, 0.8, 0.8, 2250),
      Pop: line(0.86, 0.69, 0.76, 2247),
      Rock: line(0.88, 0.84, 0.86, 2203),
    },
    accuracy: { value: 0.8, support: 17987 },
    macroAvg: line(0.8, 0.8, 0.8, 17987),
    weightedAvg: line(0.8, 0.8, 0.8, 17987),
  },
  {
    model: "rf",
    title: "Random forest",
    place: "section 3, RF model analysis, classification report",
    classes: {
      Electronic: line(0.77, 0.72, 0.75, 2220),
      Experimental: line(0.83, 0.71, 0.76, 2198),
      Folk: line(0.68, 0.82, 0.74, 2207),
      "Hip-Hop": line(0.74, 0.82, 0.78, 2272),
      Instrumental: line(0.78, 0.81, 0.79, 2271),
      International: line(0.77, 0.76, 0.77, 2301),
      Pop: line(0.76, 0.63, 0.69, 2201),
      Rock: line(0.77, 0.79, 0.78, 2317),
    },
    accuracy: { value: 0.76, support: 17987 },
    macroAvg: line(0.76, 0.76, 0.76, 17987),
    weightedAvg: line(0.76, 0.76, 0.76, 17987),
  },
  {
    model: "lr",
    title: "Logistic regression",
    place: "section 3, LR model analysis, classification report",
    classes: {
      Electronic: line(0.39, 0.41, 0.4, 2251),
      Experimental: line(0.35, 0.21, 0.26, 2232),
      Folk: line(0.44, 0.57, 0.5, 2262),
      "Hip-Hop": line(0.46, 0.52, 0.49, 2252),
      Instrumental: line(0.45, 0.47, 0.46, 2231),
      International: line(0.39, 0.36, 0.37, 2292),
      Pop: line(0.26, 0.12, 0.17, 2270),
      Rock: line(0.43, 0.66, 0.52, 2197),
    },
    accuracy: { value: 0.41, support: 17987 },
    macroAvg: line(0.4, 0.41, 0.4, 17987),
    weightedAvg: line(0.4, 0.41, 0.4, 17987),
  },
];

/** A classification report's columns: their names in ids, and their keys. */
export const SCORE_COLUMNS = [
  ["precision", "precision"],
  ["recall", "recall"],
  ["f1-score", "f1Score"],
  ["support", "support"],
] as const;

/** Every cell of the three classification reports: `report.rf.Hip-Hop.recall`, `report.rf.macro-avg.f1-score`, `report.rf.accuracy`. */
export const REPORT_FIGURES: readonly PublishedFigure[] = CLASSIFICATION_REPORTS.flatMap((report) => {
  const cell = (path: string, label: string, value: number, rows: number, counts = false): PublishedFigure => ({
    id: `report.${report.model}.${path}`,
    label: `${report.title}, ${label}`,
    format: counts ? "count" : "score",
    statements: [{ value, place: report.place }],
    step: counts ? 1 : 0.01,
    notebook: "02-model-testing",
    restsOn: "music",
    ...(counts ? { noClaim: "A support counts the rows that were drawn: it claims nothing." } : { rows }),
  });
  const lines: [path: string, label: string, scores: PrintedScores][] = [
    ...Object.entries(report.classes).map(([genre, scores]): [string, string, PrintedScores] => [genre, genre, scores]),
    ["macro-avg", "macro average", report.macroAvg],
    ["weighted-avg", "weighted average", report.weightedAvg],
  ];
  return [
    ...lines.flatMap(([path, label, scores]) =>
      SCORE_COLUMNS.map(([name, key]) =>
        cell(`${path}.${name}`, `${label}: ${name}`, scores[key], scores.support, key === "support"),
      ),
    ),
    cell("accuracy", "accuracy in its classification report", report.accuracy.value, report.accuracy.support),
    cell("accuracy.support", "accuracy: support", report.accuracy.support, report.accuracy.support, true),
  ];
});

const STEP = 0.01;

/**
 * What can be checked of a printed classification report within its two decimals: each F1 score is the harmonic mean of precision and
 * recall; supports add up; macro averages are plain means and weighted averages weighted ones; the accuracy is the weighted recall; the
 * predicted rows of all genres add up to the number of rows.
 */
export function classificationReportChecks(report: PrintedReport): SourceCheck[] {
  const { model, title, accuracy, macroAvg, weightedAvg } = report;
  const rows = Object.entries(report.classes).map(([genre, scores]) => ({ genre, ...scores }));
  const id = (path: string): string => `report.${model}.${path}`;
  const check = (name: string, what: string, wrong: readonly Finding[], arithmetic: string): SourceCheck => ({
    id: `${model}-${name}`,
    title: `${title}'s classification report: ${what}`,
    holds: wrong.length === 0,
    arithmetic,
    conclusion: `${listInWords(wrong.map(({ text }) => text))}.`,
    figures: wrong.map(({ figure }) => id(figure)),
  });

  const f1Wrong = rows
    .filter((row) => !overlap(harmonicRange(row), roundedRange(row.f1Score, STEP)))
    .map((row) => ({
      text: `the F1 score of ${row.genre} is ${row.f1Score.toFixed(2)}, not the ${harmonicMean(row.precision, row.recall).toFixed(3)} of its precision and recall`,
      figure: `${row.genre}.f1-score`,
    }));
  const support = rows.reduce((sum, row) => sum + row.support, 0);
  const totals = { accuracy, "macro-avg": macroAvg, "weighted-avg": weightedAvg };
  const supportWrong = Object.entries(totals)
    .filter(([, total]) => total.support !== support)
    .map(([name, total]) => ({
      text: `its supports add up to ${formatCount(support)}, not ${formatCount(total.support)}`,
      figure: `${name}.support`,
    }));
  const averages = (name: "macro" | "weighted", what: string, printed: PrintedScores): SourceCheck => {
    const weights = rows.map((row) => (name === "macro" ? 1 : row.support));
    const means = SCORE_COLUMNS.slice(0, 3).map(([column, key]) => {
      const mean = weightedMean(
        rows.map((row) => row[key]),
        weights,
      );
      return { column, mean, printed: printed[key] };
    });
    const wrong = means
      .filter(({ mean, printed: value }) => !fits(mean, value))
      .map(({ column, mean, printed: value }) => ({
        text: `its ${name} average of ${column} is ${value.toFixed(2)}; its rows give ${mean.toFixed(3)}`,
        figure: `${name}-avg.${column}`,
      }));
    const told = means.map((one) => `${one.column} ${one.mean.toFixed(4)}, printed ${one.printed.toFixed(2)}`);
    return check(name, what, wrong, told.join("; "));
  };
  const recall = weightedMean(
    rows.map((row) => row.recall),
    rows.map((row) => row.support),
  );
  const recallText = `its accuracy is ${accuracy.value.toFixed(2)}, its weighted recall ${recall.toFixed(3)}`;
  const [fewest, most] = predictedRange(rows);
  const predictedText = "the rows predicted are not as many as there are";

  return [
    check(
      "f1",
      "each F1 score is the harmonic mean of its precision and recall",
      f1Wrong,
      `${rows.length - f1Wrong.length} of ${rows.length} genres within rounding`,
    ),
    check(
      "supports",
      "the supports add up",
      supportWrong,
      `${rows.map((row) => formatCount(row.support)).join(" + ")} = ${formatCount(support)}`,
    ),
    averages("macro", "the macro averages are the means of its rows", macroAvg),
    averages("weighted", "the weighted averages are those of its rows", weightedAvg),
    check(
      "accuracy",
      "the accuracy is the weighted recall",
      fits(recall, accuracy.value) ? [] : [{ text: recallText, figure: "accuracy" }],
      `weighted recall ${recall.toFixed(4)}, printed accuracy ${accuracy.value.toFixed(2)}`,
    ),
    check(
      "predicted",
      "as many rows are predicted as there are",
      fewest <= support && support <= most ? [] : [{ text: predictedText, figure: "accuracy.support" }],
      `recall × support / precision, of all genres: between ${formatCount(Math.floor(fewest))} and ${formatCount(Math.ceil(most))}; there are ${formatCount(support)}`,
    ),
  ];
}

/** Whether a mean of rounded scores may be printed so: rounding moves each of them, and so the mean, by at most half a step. */
function fits(mean: number, printed: number): boolean {
  return overlap([mean - STEP / 2, mean + STEP / 2], roundedRange(printed, STEP));
}

/** What is wrong, and the figure it concerns. */
interface Finding {
  readonly text: string;
  readonly figure: string;
}

function harmonicMean(precision: number, recall: number): number {
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
}

/** The F1 scores possible for a precision and a recall anywhere within their rounding; F1 grows with either. */
function harmonicRange({ precision, recall }: PrintedScores): readonly [number, number] {
  const [p, r] = [roundedRange(precision, STEP), roundedRange(recall, STEP)];
  return [harmonicMean(Math.max(0, p[0]), Math.max(0, r[0])), harmonicMean(p[1], r[1])];
}

/** The possible total of predicted rows: for each genre, its correctly predicted rows divided by its precision. */
function predictedRange(rows: readonly PrintedScores[]): readonly [number, number] {
  const total = (recallEnd: 0 | 1, precisionEnd: 0 | 1): number =>
    rows.reduce((sum, { precision, recall, support }) => {
      return sum + (roundedRange(recall, STEP)[recallEnd] * support) / roundedRange(precision, STEP)[precisionEnd];
    }, 0);
  return [total(0, 1), total(1, 0)];
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / total;
}
