import type { PublishedFigure, PublishedValue, Statement } from "./publishedFigure.ts";
import type { SourceCheck } from "./sourceCheck.ts";

const README = "README of the report's repository (read in a text index)";
const DATASETS = "section 2, “Datasets”";

const fact = (
  id: string,
  label: string,
  value: PublishedValue,
  step: number,
  restsOn: PublishedFigure["restsOn"],
  places: readonly [string, ...string[]],
  ...others: readonly Statement[]
): PublishedFigure => {
  const [first, ...rest] = places.map((place): Statement => ({ value, place }));
  return {
    id: `data.${id}`,
    label,
    format: "count",
    statements: [first!, ...rest, ...others],
    step,
    notebook: "01-exploration",
    restsOn,
  };
};

/** What section 2 says about the data. "approx. 8k" is a step of 1,000. */
export const DATASET_FIGURES: readonly PublishedFigure[] = [
  fact("30s.rows", "30-second table: rows", 8_000, 1_000, "music", [DATASETS]),
  fact("3s.rows", "3-second table: rows", 80_000, 1_000, "music", [DATASETS]),
  fact("3s.rows.exact", "3-second table: rows, to the row", 79_994, 1, "music", [README]),
  fact("genres", "Genres", 8, 0, "layout", [DATASETS]),
  fact("elements", "Elements without their variances", 29, 0, "layout", [DATASETS]),
  fact("columns", "Features with variances", 58, 0, "layout", [README]),
  fact("columns.kept", "Features without variances", 30, 0, "layout", [README]),
  fact("segments-per-track", "Segments a track", 10, 0, "layout", [DATASETS]),
];

/** The shares of the report's split: of all rows, and of what is left after the hold-out. */
export const SPLIT_FIGURES: readonly PublishedFigure[] = (
  [
    [
      "split.holdout",
      "Rows held out for the deployed page",
      0.1,
      "section 2, “Splitting data into two subsets (90/10)”",
    ],
    ["split.test", "Rows to test with, of the rest", 0.25, "section 3, “75% training and 25% testing”"],
  ] as const
).map(([id, label, value, place]) => ({
  id,
  label,
  format: "percent",
  statements: [{ value, place }],
  step: 0.01,
  notebook: "01-exploration",
  restsOn: "layout",
  noClaim: "The split is drawn with the report's shares: it can't come out otherwise.",
}));

export interface StatedColumns {
  /** The number of elements, each of which has two values according to the report. */
  readonly elements: number;
  /** The number of features with and without variances, as the repository's README counts them. */
  readonly withVariances: number;
  readonly withoutVariances: number;
}

/** Checks that elements, features and what is left without variances add up. */
export function datasetChecks({ elements, withVariances, withoutVariances }: StatedColumns): SourceCheck[] {
  const variances = withVariances - withoutVariances;
  const holds = variances === elements && withoutVariances === elements;
  return [
    {
      id: "elements",
      title: "Each of the elements has a mean and a variance",
      holds,
      arithmetic:
        `${elements} × 2 = ${elements * 2} features, of which ${elements} stay without variances; the README counts ` +
        `${withVariances} and, without variances, ${withoutVariances}: ${withVariances} − ${withoutVariances} = ${variances} variances`,
      ...(holds
        ? {}
        : {
            conclusion:
              `${withVariances} − ${withoutVariances} leaves ${variances} variances for ${elements} elements, and ${withoutVariances} columns where ${elements} should be. ` +
              `It adds up if tempo has no variance and the label is counted: ${variances} × 2 + 1 features and the label are ${withVariances}.`,
          }),
      figures: ["data.columns", "data.columns.kept"],
    },
  ];
}
