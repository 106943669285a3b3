import { type PublishedFigure, README, type Statement } from "./publishedFigure.ts";
import type { SourceCheck } from "./sourceCheck.ts";

const DATASETS = "section 2, “Datasets”";

const NOTEBOOK = "01-exploration";

type Decided = PublishedFigure["restsOn"];
function count(
  id: string,
  label: string,
  value: number,
  step: number,
  restsOn: Decided,
  place: string,
): PublishedFigure {
  const statements = [{ value, place }] as const;
  return { id: `data.${id}`, label, format: "count", statements, step, notebook: NOTEBOOK, restsOn };
}

/** What section 2 says about the data. "approx. 8k" is a step of 1,000. */
export const DATASET_FIGURES: readonly PublishedFigure[] = [
  count("30s.rows", "30-second table: rows", 8_000, 1_000, "music", DATASETS),
  count("3s.rows", "3-second table: rows", 80_000, 1_000, "music", DATASETS),
  count("3s.rows.exact", "3-second table: rows, to the row", 79_994, 1, "music", README),
  count("genres", "Genres", 8, 0, "layout", DATASETS),
  count("elements", "Elements without their variances", 29, 0, "layout", DATASETS),
  count("columns", "Features with variances", 58, 0, "layout", README),
  count("columns.kept", "Features without variances", 30, 0, "layout", README),
  count("segments-per-track", "Segments a track", 10, 0, "layout", DATASETS),
];

/** The shares of the report's split: of all rows, and of what is left after the hold-out. */
export const SPLIT_FIGURES: readonly PublishedFigure[] = [
  share("split.holdout", "Rows held out for the deployed page", {
    value: 0.1,
    place: "section 2, “Splitting data into two subsets (90/10)”",
  }),
  share("split.test", "Rows to test with, of the rest", {
    value: 0.25,
    place: "section 3, “75% training and 25% testing”",
  }),
];

function share(id: string, label: string, statement: Statement): PublishedFigure {
  const noClaim = "The split is drawn with the report's shares: it can't come out otherwise.";
  const split = { format: "percent", step: 0.01, notebook: NOTEBOOK, restsOn: "layout", noClaim } as const;
  return { id, label, statements: [statement], ...split };
}

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
      conclusion:
        `${withVariances} − ${withoutVariances} leaves ${variances} variances for ${elements} elements, and ${withoutVariances} columns where ${elements} should be. ` +
        `It adds up if tempo has no variance and the label is counted: ${variances} × 2 + 1 features and the label are ${withVariances}.`,
      figures: ["data.columns", "data.columns.kept"],
    },
  ];
}
