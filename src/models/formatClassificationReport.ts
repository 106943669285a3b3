import type { ClassificationReport, Scores } from "./classificationReport.ts";
import { formatFixed } from "./formatFixed.ts";

const HEADINGS = ["precision", "recall", "f1-score", "support"];
const LONGEST_AVERAGE = "weighted avg";
const COLUMN = 9;

/**
 * Formats a classification report exactly, character by character, as scikit-learn's classification_report does.
 * @param digits decimals of the scores
 * @example
 * import { classificationReport, formatClassificationReport } from "../src/models/index.ts";
 * const report = classificationReport(["Folk", "Folk", "Rock"], ["Folk", "Rock", "Rock"]);
 * formatClassificationReport(report).split("\n")[2]; // => "        Folk       1.00      0.50      0.67         2"
 */
export function formatClassificationReport(report: ClassificationReport, { digits = 2 } = {}): string {
  const names = report.classes.map(({ label }) => String(label));
  const width = Math.max(LONGEST_AVERAGE.length, digits, ...names.map((name) => [...name].length));
  const line = (heading: string, cells: readonly string[]): string =>
    `${padStart(heading, width)} ${cells.map((cell) => ` ${padStart(cell, COLUMN)}`).join("")}\n`;
  const scores = ({ precision, recall, f1Score }: Scores): string[] =>
    [precision, recall, f1Score].map((value) => formatFixed(value, digits));

  // If no prediction is correct, scikit-learn's counts are floats, and it prints them as such.
  const count = (rows: number): string => (report.correct === 0 ? `${rows}.0` : String(rows));

  const { accuracy, microAvg, macroAvg, weightedAvg, support } = report;
  return [
    line("", HEADINGS),
    "\n",
    ...report.classes.map((row, i) => line(names[i]!, [...scores(row), count(row.support)])),
    "\n",
    accuracy === undefined ? "" : line("accuracy", ["", "", formatFixed(accuracy, digits), count(support)]),
    microAvg === undefined ? "" : line("micro avg", [...scores(microAvg), count(support)]),
    line("macro avg", [...scores(macroAvg), count(support)]),
    line(LONGEST_AVERAGE, [...scores(weightedAvg), count(support)]),
  ].join("");
}

/** Pads by characters, as Python does; `String.padStart` counts a character outside the basic plane as two. */
function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - [...text].length)) + text;
}
