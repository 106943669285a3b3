import { countOf, formatPercent, type Table, table } from "../common/index.ts";

/** A held-out record as a draw shows it. */
export interface ShownRecord {
  readonly row: number;
  readonly filename?: string;
  readonly predicted: string;
  readonly actual: string;
  /** 0 to 1. */
  readonly confidence?: number;
}

/**
 * Drawn records as on the deployed page: number in the hold-out, prediction, actual genre, and whether the prediction is correct.
 * @example
 * import { drawnRecordsTable } from "../src/study/deployment/index.ts";
 * const records = [{ row: 3, predicted: "Folk", actual: "Folk" }, { row: 8, predicted: "Rock", actual: "Folk" }];
 * drawnRecordsTable(records, "Drawn from my hold-out").text.split("\n")[0]; // => "Drawn from my hold-out: 1 of 2 records right."
 */
export function drawnRecordsTable(records: readonly ShownRecord[], caption: string, source?: string): Table {
  const right = records.filter(({ predicted, actual }) => predicted === actual).length;
  const hasFiles = records.some(({ filename }) => filename !== undefined);
  const hasConfidence = records.some(({ confidence }) => confidence !== undefined);
  return table({
    caption: `${caption}: ${right} of ${countOf(records.length, "record")} right.`,
    ...(source === undefined ? {} : { source }),
    columns: [
      { heading: "record", numeric: true },
      ...(hasFiles ? [{ heading: "file", minor: true }] : []),
      { heading: "prediction" },
      { heading: "actual" },
      ...(hasConfidence ? [{ heading: "confidence", numeric: true, minor: hasFiles }] : []),
      { heading: "result" },
    ],
    rows: records.map(({ row, filename, predicted, actual, confidence }) => [
      String(row),
      ...(hasFiles ? [filename ?? ""] : []),
      predicted,
      actual,
      ...(hasConfidence ? [confidence === undefined ? "" : formatPercent(confidence)] : []),
      predicted === actual ? "✓ right" : "✗ wrong",
    ]),
  });
}
