import { CsvCursor } from "./csv/csvCursor.ts";
import type { FeatureTable } from "./featureTable.ts";
import { type LineWindow, wholeWindow } from "./csv/lineWindows.ts";
import { NumberScanner } from "./csv/numberScanner.ts";
import { RowReader } from "./csv/rowReader.ts";
import type { RowLayout, RowScanner } from "./csv/rowScanner.ts";
import { readColumns } from "./tableColumns.ts";
import { TableError } from "./tableError.ts";

export interface ParseOptions {
  /** The labels a row may have; any by default. */
  readonly allowedLabels?: readonly string[];
}

/** A feature table without the checksum of its file. */
export type ParsedTable = Omit<FeatureTable, "sha256">;

/**
 * Parses a feature table: CSV with the columns `filename`, `label`, at least one of the 57 features in any order, and
 * perhaps `artist`; `length` is ignored. Numbers are rounded as `Number()` does. Rows with a missing, NaN or infinite
 * value are left out and listed in `dropped`.
 * @param path the name that errors carry
 * @param content the file's bytes: UTF-8, with or without byte order mark, lines ending in LF, CRLF or CR
 * @throws TableError with line and column for anything else
 */
export function parseFeatureTable(path: string, content: Uint8Array, options: ParseOptions = {}): ParsedTable {
  return parseLineWindows(path, [wholeWindow(content)], content.length, options);
}

/**
 * `parseFeatureTable` for a file that comes in windows of whole lines; `size` is its number of bytes.
 * @param kernel scans the windows, where there is one; the windows must stand in its memory
 * @param onLayout is told what rows are made of, before a second window is asked for
 */
export function parseLineWindows(
  path: string,
  windows: Iterable<LineWindow>,
  size: number,
  { allowedLabels }: ParseOptions,
  kernel?: RowScanner,
  onLayout?: (layout: RowLayout) => void,
): ParsedTable {
  let cursor: CsvCursor | undefined;
  let rows: RowReader | undefined;
  let features: string[] = [];
  for (const window of windows) {
    if (!cursor) cursor = new CsvCursor(path, window);
    else cursor.continueWith(window);
    if (!rows) {
      cursor.skipEmptyLines();
      if (cursor.done) continue;
      const columns = readColumns(cursor);
      features = columns.filter(({ kind }) => kind === "feature").map(({ name }) => name);
      rows = new RowReader(cursor, columns, expectedRows(cursor, size), allowedLabels);
      kernel?.useLayout(rows.layout);
      onLayout?.(rows.layout);
      cursor.nextLine();
    }
    kernel?.lookAt(window.bytes);
    rows.readRows(kernel ?? new NumberScanner(window.bytes), kernel, window.scanned);
  }
  if (!cursor || !rows) {
    throw new TableError({ path, line: 1, column: 1 }, "the file is empty; expected a header line");
  }

  const { dropped } = rows;
  if (rows.rows === 0) {
    const found = dropped.length > 0 ? `each of the ${dropped.length} rows lacks a value` : "there are no rows";
    const place = { path, line: cursor.line, column: 1 };
    throw new TableError(place, `${found}; expected at least one row of finite numbers`);
  }
  const label = rows.label();
  if (cursor.endsInLine) refuseCutLabel(path, cursor.line - 1, label);
  const { filename, names } = rows;
  const artist = rows.artist();
  return {
    path,
    features,
    X: { data: rows.data, rows: rows.rows, columns: features.length },
    filename,
    label,
    track: names.track,
    segment: names.segment,
    ...(artist ? { artist } : {}),
    dropped,
  };
}

/** About how many rows there are, a little more rather than less, if all are as long as the first. */
function expectedRows(cursor: CsvCursor, size: number): number {
  const first = cursor.bytes.subarray(cursor.at + 1, cursor.at + 65_536);
  const length = first.indexOf("\n".charCodeAt(0)) + 1;
  return Math.ceil((1.05 * size) / Math.max(length, 20));
}

/** A file cut inside its last label has a complete last line, but a label that is the beginning of another one. */
function refuseCutLabel(path: string, line: number, label: readonly string[]): void {
  const last = label.at(-1)!;
  if (label.indexOf(last) < label.length - 1) return;
  const whole = label.find((other) => other !== last && other.startsWith(last));
  if (whole === undefined) return;
  throw new TableError({ path, line }, `the file ends in the label "${last}"; it seems to be cut off in "${whole}"`);
}
