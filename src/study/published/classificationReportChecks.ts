import { formatCount, listInWords } from "../common/index.ts";
import type { PrintedReport, PrintedScores } from "./classificationReports.ts";
import { overlap, roundedRange } from "./roundedRange.ts";
import type { SourceCheck } from "./sourceCheck.ts";

const STEP = 0.01;
const SCORES = [
  ["precision", "precision"],
  ["recall", "recall"],
  ["f1Score", "f1-score"],
] as const;

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
    ...(wrong.length === 0 ? {} : { conclusion: `${listInWords(wrong.map(({ text }) => text))}.` }),
    figures: wrong.map(({ figure }) => id(figure)),
  });

  const f1Wrong = rows
    .filter((row) => !overlap(harmonicRange(row), roundedRange(row.f1Score, STEP)))
    .map((row) => ({
      text: `the F1 score of ${row.genre} is ${row.f1Score.toFixed(2)}, not the ${harmonicMean(row.precision, row.recall).toFixed(3)} of its precision and recall`,
      figure: `${row.genre}.f1-score`,
    }));
  const support = rows.reduce((sum, row) => sum + row.support, 0);
  const supportWrong = (
    [
      ["accuracy.support", accuracy.support],
      ["macro-avg.support", macroAvg.support],
      ["weighted-avg.support", weightedAvg.support],
    ] as const
  )
    .filter(([, total]) => total !== support)
    .map(([figure, total]) => ({
      text: `its supports add up to ${formatCount(support)}, not ${formatCount(total)}`,
      figure,
    }));
  const averages = (name: "macro" | "weighted", printed: PrintedScores): { wrong: Finding[]; arithmetic: string } => {
    const means = SCORES.map(([key, column]) => {
      const weights = rows.map((row) => (name === "macro" ? 1 : row.support));
      const mean = weightedMean(
        rows.map((row) => row[key]),
        weights,
      );
      // Rounding moves each of the means by at most half a step.
      const fits = overlap([mean - STEP / 2, mean + STEP / 2], roundedRange(printed[key], STEP));
      return { key, column, mean, fits };
    });
    return {
      wrong: means
        .filter(({ fits }) => !fits)
        .map(({ key, column, mean }) => ({
          text: `its ${name} average of ${column} is ${printed[key].toFixed(2)}; its rows give ${mean.toFixed(3)}`,
          figure: `${name}-avg.${column}`,
        })),
      arithmetic: means
        .map(({ key, column, mean }) => `${column} ${mean.toFixed(4)}, printed ${printed[key].toFixed(2)}`)
        .join("; "),
    };
  };
  const macro = averages("macro", macroAvg);
  const weighted = averages("weighted", weightedAvg);
  const recall = weightedMean(
    rows.map((row) => row.recall),
    rows.map((row) => row.support),
  );
  const accuracyFits = overlap([recall - STEP / 2, recall + STEP / 2], roundedRange(accuracy.value, STEP));
  const predicted = predictedRange(rows);

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
    check("macro", "the macro averages are the means of its rows", macro.wrong, macro.arithmetic),
    check("weighted", "the weighted averages are those of its rows", weighted.wrong, weighted.arithmetic),
    check(
      "accuracy",
      "the accuracy is the weighted recall",
      accuracyFits
        ? []
        : [
            {
              text: `its accuracy is ${accuracy.value.toFixed(2)}, its weighted recall ${recall.toFixed(3)}`,
              figure: "accuracy",
            },
          ],
      `weighted recall ${recall.toFixed(4)}, printed accuracy ${accuracy.value.toFixed(2)}`,
    ),
    check(
      "predicted",
      "as many rows are predicted as there are",
      predicted[0] <= support && support <= predicted[1]
        ? []
        : [{ text: "the rows predicted are not as many as there are", figure: "accuracy.support" }],
      `recall × support / precision, of all genres: between ${formatCount(Math.floor(predicted[0]))} and ${formatCount(Math.ceil(predicted[1]))}; there are ${formatCount(support)}`,
    ),
  ];
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
