import { formatCount, listInWords } from "../common/index.ts";
import type { PrintedReport } from "./classificationReports.ts";
import { roundedRange } from "./roundedRange.ts";
import type { SourceCheck } from "./sourceCheck.ts";

const STEP = 0.01;

/**
 * Checks a confusion matrix against the classification report printed below it for the same model: the same number of rows, the same
 * accuracy, and the same recall and precision for each genre.
 * @param counts actual genres in rows, predicted ones in columns, in the order of `genres`
 */
export function confusionMatrixChecks(
  genres: readonly string[],
  counts: readonly (readonly number[])[],
  report: PrintedReport,
): SourceCheck[] {
  const rowSums = counts.map(sum);
  const columnSums = genres.map((_, j) => sum(counts.map((row) => row[j]!)));
  const total = sum(rowSums);
  const right = sum(genres.map((_, i) => counts[i]![i]!));
  const accuracy = right / total;
  const name = `${report.title}'s confusion matrix`;
  const scores = genres.map((genre, i) => ({
    genre,
    recall: counts[i]![i]! / rowSums[i]!,
    precision: counts[i]![i]! / columnSums[i]!,
  }));
  const differing = (score: "recall" | "precision") =>
    scores.filter((one) => !within(one[score], report.classes[one.genre]![score]));
  const scoreCheck = (score: "recall" | "precision"): SourceCheck => {
    const wrong = differing(score);
    return {
      id: `${report.model}-matrix-${score}`,
      title: `${name} and its classification report: the same ${score}`,
      holds: wrong.length === 0,
      arithmetic: scores
        .map((one) => `${one.genre} ${one[score].toFixed(3)}, printed ${report.classes[one.genre]![score].toFixed(2)}`)
        .join("; "),
      ...(wrong.length === 0
        ? {}
        : {
            conclusion: `Its confusion matrix gives another ${score} for ${wrong.length} of ${genres.length} genres: ${listInWords(wrong.map((one) => `${one.genre} ${one[score].toFixed(2)}`))}.`,
          }),
      figures: wrong.flatMap(({ genre }) => [
        `report.${report.model}.${genre}.${score}`,
        ...(score === "recall" ? [`confusion.${report.model}.${genre}.${genre}`] : []),
      ]),
    };
  };
  const sameRows = total === report.accuracy.support;
  const sameAccuracy = within(accuracy, report.accuracy.value);
  return [
    {
      id: `${report.model}-matrix-rows`,
      title: `${name} and its classification report: as many rows`,
      holds: sameRows,
      arithmetic: `${rowSums.map(formatCount).join(" + ")} = ${formatCount(total)}; the classification report has ${formatCount(report.accuracy.support)}`,
      ...(sameRows
        ? {}
        : {
            conclusion: `The matrix counts ${formatCount(total)} segments, the report below it ${formatCount(report.accuracy.support)}: they are of two different runs.`,
          }),
      figures: [`report.${report.model}.accuracy.support`],
    },
    {
      id: `${report.model}-matrix-accuracy`,
      title: `${name} and its classification report: the same accuracy`,
      holds: sameAccuracy,
      arithmetic: `${formatCount(right)} / ${formatCount(total)} = ${accuracy.toFixed(4)}; the classification report has ${report.accuracy.value.toFixed(2)}`,
      ...(sameAccuracy
        ? {}
        : {
            conclusion: `The confusion matrix above it gives an accuracy of ${accuracy.toFixed(3)}.`,
          }),
      figures: [`report.${report.model}.accuracy`],
    },
    scoreCheck("recall"),
    scoreCheck("precision"),
  ];
}

function within(value: number, printed: number): boolean {
  const [low, high] = roundedRange(printed, STEP);
  return low <= value && value <= high;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
