import { parseRowName } from "../schema.ts";
import { CsvCursor } from "./csvCursor.ts";
import type { FeatureTable } from "./featureTable.ts";
import { RowReader } from "./rowReader.ts";
import { readColumns } from "./tableColumns.ts";
import { TableError } from "./tableError.ts";

export interface ParseOptions {
  /** The labels a row may have; any by default. */
  readonly allowedLabels?: readonly string[];
}

/**
 * Parses a feature table: CSV with the columns `filename`, `label`, at least one of the 57 features in any order, and
 * perhaps `artist`; `length` is ignored. Numbers are rounded as `Number()` does. Rows with a missing, NaN or infinite
 * value are left out and listed in `dropped`.
 * @param path the name that errors carry
 * @param content the file's bytes: UTF-8, with or without byte order mark, lines ending in LF, CRLF or CR
 * @throws TableError with line and column for anything else
 */
export function parseFeatureTable(
  path: string,
  content: Uint8Array,
  { allowedLabels }: ParseOptions = {},
): Omit<FeatureTable, "sha256"> {
  const cursor = new CsvCursor(path, content);
  cursor.skipEmptyLines();
  if (cursor.done) throw new TableError({ path, line: 1, column: 1 }, "the file is empty; expected a header line");
  const columns = readColumns(cursor);
  // A row is seldom shorter than the names above it; where it is, the reader makes room.
  const expectedRows = Math.ceil(content.length / cursor.at);
  cursor.nextLine();

  const rows = new RowReader(cursor, columns, expectedRows, allowedLabels);
  for (cursor.skipEmptyLines(); !cursor.done; cursor.skipEmptyLines()) rows.readRow();
  const { filename, label, artist, dropped } = rows;
  if (filename.length === 0) {
    const found = dropped.length > 0 ? `each of the ${dropped.length} rows lacks a value` : "there are no rows";
    throw new TableError(
      { path, line: cursor.line, column: 1 },
      `${found}; expected at least one row of finite numbers`,
    );
  }
  if (!cursor.endsInLineEnd) refuseCutLabel(path, cursor.line - 1, label);

  const features = columns.filter(({ kind }) => kind === "feature").map(({ name }) => name);
  const names = filename.map(parseRowName);
  return {
    path,
    features,
    X: {
      data: rows.data.slice(0, filename.length * features.length),
      rows: filename.length,
      columns: features.length,
    },
    filename,
    label,
    track: names.map(({ track }) => track),
    segment: names.map(({ segment }) => segment ?? null),
    ...(artist.some((name) => name !== null) ? { artist } : {}),
    dropped,
  };
}

/** A file cut inside its last label has a complete last line, but a label that is the beginning of another one. */
function refuseCutLabel(path: string, line: number, label: readonly string[]): void {
  const last = label.at(-1)!;
  if (label.indexOf(last) < label.length - 1) return;
  const whole = label.find((other) => other !== last && other.startsWith(last));
  if (whole === undefined) return;
  throw new TableError({ path, line }, `the file ends in the label "${last}"; it seems to be cut off in "${whole}"`);
}
