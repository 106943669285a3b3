import { formatCount } from "../common/index.ts";
import type { PrintedReport } from "./classificationReports.ts";
import type { SourceCheck } from "./sourceCheck.ts";

const HOLDOUT = 0.1;
const TEST = 0.25;
const SEGMENTS = 10;

/**
 * The numbers of table rows for which a 10 % hold-out and a 25 % test part of the rest leave this many test rows, by scikit-learn's
 * rounding.
 */
export function rowsFromTestRows(testRows: number, testSize = TEST): { readonly low: number; readonly high: number } {
  const guess = Math.round(testRows / testSize / (1 - HOLDOUT));
  const fits = Array.from({ length: 201 }, (_, i) => guess - 100 + i).filter(
    (rows) => Math.ceil(testSize * (rows - Math.ceil(HOLDOUT * rows))) === testRows,
  );
  return { low: fits[0]!, high: fits.at(-1)! };
}

export interface StatedRows {
  /** The number of test rows in the classification reports. */
  readonly testRows: number;
  /** The sum of the confusion matrix. */
  readonly matrixRows: number;
  /** What the repository's README states for the 3-second table. */
  readonly stated: number;
}

/** Checks what the sizes of test parts imply about the table and its split. */
export function splitChecks(reports: readonly PrintedReport[], rows: StatedRows): SourceCheck[] {
  return [sameSplit(reports), tableRows(rows), matrixSplit(rows)];
}

/** Checks that compared models use the same test rows, so that each has as many of a genre. */
function sameSplit(reports: readonly PrintedReport[]): SourceCheck {
  const genres = Object.keys(reports[0]!.classes);
  const differing = genres.filter((genre) => new Set(reports.map(({ classes }) => classes[genre]!.support)).size > 1);
  return {
    id: "same-split",
    title: "The three models are compared on the same test rows",
    holds: differing.length === 0,
    arithmetic: differing
      .map(
        (genre) =>
          `${genre} ${reports.map(({ title, classes }) => `${formatCount(classes[genre]!.support)} (${title})`).join(", ")}`,
      )
      .join("; "),
    conclusion: `The supports of ${differing.length} of ${genres.length} genres differ between the models: each was tested on a split of its own.`,
    figures: differing.flatMap((genre) => reports.map(({ model }) => `report.${model}.${genre}.support`)),
  };
}

function tableRows({ testRows, stated }: StatedRows): SourceCheck {
  const { low, high } = rowsFromTestRows(testRows);
  const holds = low <= stated && stated <= high;
  const multiple = Math.ceil(low / SEGMENTS) * SEGMENTS;
  const tracks =
    multiple <= high
      ? ` ${formatCount(multiple / SEGMENTS)} tracks of ${SEGMENTS} segments would be ${formatCount(multiple)}.`
      : "";
  return {
    id: "table-rows",
    title: "The 3-second table has the rows that the test part implies",
    holds,
    arithmetic: `${formatCount(testRows)} test rows / ${TEST} / ${1 - HOLDOUT}: ${formatCount(low)} to ${formatCount(high)} rows.${tracks} The README states ${formatCount(stated)}`,
    conclusion: `The test part of ${formatCount(testRows)} rows implies a table of ${formatCount(low)} to ${formatCount(high)}.`,
    figures: ["data.3s.rows.exact"],
  };
}

/** Checks which split of the same table gives the matrix its number of rows: the report's 25 %, or another. */
function matrixSplit({ testRows, matrixRows }: StatedRows): SourceCheck {
  const table = rowsFromTestRows(testRows);
  const fits = (testSize: number): boolean => {
    const { low, high } = rowsFromTestRows(matrixRows, testSize);
    return low <= table.high && table.low <= high;
  };
  const holds = fits(TEST);
  const share = matrixRows / (testRows / TEST);
  const found = fits(HOLDOUT)
    ? `a test part of ${HOLDOUT * 100} % of the same rows has ${formatCount(matrixRows)}`
    : "";
  return {
    id: "rf-matrix-split",
    title: "The forest's confusion matrix is of the stated 75/25 split",
    holds,
    arithmetic: `${formatCount(matrixRows)} / ${formatCount(testRows / TEST)} = ${share.toFixed(4)}, not ${TEST}${found === "" ? "" : `; ${found}`}`,
    conclusion: `The matrix is not of a 75/25 split of the table${found === "" ? "" : `; ${found}`}.`,
    figures: ["split.test"],
  };
}
