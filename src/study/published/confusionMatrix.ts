import type { PublishedFigure } from "./publishedFigure.ts";

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
