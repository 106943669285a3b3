import { formatCount, listInWords } from "../common/index.ts";
import type { PrintedReport } from "./classificationReports.ts";
import type { PublishedFigure } from "./publishedFigure.ts";
import { roundedRange, type SourceCheck } from "./sourceCheck.ts";

/** The genres of the rows (actual) and columns (predicted). */
export const GENRES = [
  "Electronic",
  "Experimental",
  "Folk",
  "Hip-Hop",
  "Instrumental",
  "International",
  "Pop",
  "Rock",
] as const;

/** The confusion matrix that the report prints for its random forest (section 3). */
export const CONFUSION_COUNTS: readonly (readonly number[])[] = [
  [650, 45, 24, 56, 49, 24, 30, 22],
  [44, 585, 45, 33, 59, 56, 33, 44],
  [6, 15, 736, 9, 44, 32, 30, 29],
  [51, 8, 15, 808, 8, 24, 26, 12],
  [20, 27, 42, 10, 686, 25, 22, 36],
  [34, 10, 50, 89, 8, 643, 28, 18],
  [44, 36, 83, 75, 23, 76, 526, 81],
  [21, 24, 42, 28, 24, 30, 39, 643],
];

/**
 * The matrix's cells, `confusion.rf.Folk.Pop`, each as a share of its row: the share of Folk segments taken for Pop. Counts from test
 * parts of different sizes can't be compared; shares can.
 */
export const CONFUSION_FIGURES: readonly PublishedFigure[] = GENRES.flatMap((actual, i) => {
  const row = CONFUSION_COUNTS[i]!;
  const total = row.reduce((sum, count) => sum + count, 0);
  return GENRES.map((predicted, j): PublishedFigure => {
    const label = actual === predicted ? `${actual} recognised` : `${actual} taken for ${predicted}`;
    return {
      id: `confusion.rf.${actual}.${predicted}`,
      label: `Random forest, ${label}`,
      format: "percent",
      statements: [
        { value: row[j]! / total, place: `section 3, RF model analysis, confusion matrix (${row[j]!} of ${total})` },
      ],
      step: 1 / total,
      notebook: "02-model-testing",
      restsOn: "music",
      rows: total,
    };
  });
});

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
      conclusion: `Its confusion matrix gives another ${score} for ${wrong.length} of ${genres.length} genres: ${listInWords(wrong.map((one) => `${one.genre} ${one[score].toFixed(2)}`))}.`,
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
      conclusion: `The matrix counts ${formatCount(total)} segments, the report below it ${formatCount(report.accuracy.support)}: they are of two different runs.`,
      figures: [`report.${report.model}.accuracy.support`],
    },
    {
      id: `${report.model}-matrix-accuracy`,
      title: `${name} and its classification report: the same accuracy`,
      holds: sameAccuracy,
      arithmetic: `${formatCount(right)} / ${formatCount(total)} = ${accuracy.toFixed(4)}; the classification report has ${report.accuracy.value.toFixed(2)}`,
      conclusion: `The confusion matrix above it gives an accuracy of ${accuracy.toFixed(3)}.`,
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
