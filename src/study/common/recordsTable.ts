import { type Table, table } from "./table.ts";

/**
 * A table with one record per row and the keys as columns. Cells that start with a digit or sign are set as numbers.
 * @example
 * import { recordsTable } from "../src/study/common/index.ts";
 * const scores = [{ model: "KNN", accuracy: "82 %" }, { model: "RF", accuracy: "8 %" }];
 * const { text } = recordsTable(scores, { caption: "Test accuracy.", source: "Data: my songs" });
 * text.split("\n").at(-1); // => "RF          8 %"
 */
export function recordsTable(
  records: readonly Readonly<Record<string, string>>[],
  { caption, source }: { readonly caption: string; readonly source: string },
): Table {
  const names = Object.keys(records[0] ?? {});
  const columns = names.map((heading, i) => ({
    heading,
    numeric: i > 0 && records.every((record) => /^([−+±]?\d|–$)/.test(record[heading]!)),
  }));
  return table({ caption, source, columns, rows: records.map((record) => names.map((name) => record[name]!)) });
}
