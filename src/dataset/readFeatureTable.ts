import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync } from "node:fs";
import { CsvCursor } from "./csv/csvCursor.ts";
import { type LineWindow, lineWindows, wholeWindow } from "./csv/lineWindows.ts";
import { RowReader } from "./csv/rowReader.ts";
import type { FeatureTable } from "./featureTable.ts";
import { nameTracks, type RowUnit } from "./nameTracks.ts";
import { SHOWN_AS_CARD } from "./tableCard.ts";
import { readColumns } from "./tableColumns.ts";
import { TableError } from "./tableError.ts";

/**
 * Reads a feature table from a CSV file; `parseFeatureTable` describes the format.
 * @throws TableError, one line with file, line and column, if the file can't be read or isn't a feature table
 * @example
 * import { readFeatureTable, resolveSource } from "../src/dataset/index.ts";
 * const table = await readFeatureTable(resolveSource("sample").clips!, "clip");
 * table.label[0]; // => "Experimental"
 */
export async function readFeatureTable(path: string, unit: RowUnit): Promise<FeatureTable> {
  const file = openTable(path);
  try {
    const hash = createHash("sha256");
    const windows = lineWindows(file, (bytes) => hash.update(bytes));
    const table = parseLineWindows(path, windows, fstatSync(file).size, unit);
    return { ...table, sha256: hash.digest("hex") };
  } catch (error) {
    throw readable(path, error);
  } finally {
    closeSync(file);
  }
}

function openTable(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw readable(path, error);
  }
}

/** The error, with the file's name if it comes from the file system. */
function readable(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code === "ENOENT") return new TableError({ path }, "no such file");
  if (code === "EISDIR") return new TableError({ path }, "this is a folder; expected a CSV file");
  return new TableError({ path }, `can't be read: ${message}`);
}

/** A feature table without its file's checksum. */
export type ParsedTable = Omit<FeatureTable, "sha256">;

/**
 * Parses a feature table: CSV with the columns `filename`, `label`, at least one feature of `src/schema.ts` in any order, and
 * optionally `track`, `segment` and `artist`; `length` is ignored. Numbers are rounded as by `Number()`. Rows with a missing, NaN or
 * infinite value are left out and listed in `dropped`. `nameTracks` explains how tracks are identified.
 * @param path the name shown in errors
 * @param content the file's bytes: UTF-8, with or without byte order mark, lines ending in LF, CRLF or CR
 * @throws TableError with line and column for anything else
 */
export function parseFeatureTable(path: string, content: Uint8Array, unit: RowUnit): ParsedTable {
  return parseLineWindows(path, [wholeWindow(content)], content.length, unit);
}

/** `parseFeatureTable` for a file that comes in windows of whole lines; `size` is its number of bytes. */
export function parseLineWindows(
  path: string,
  windows: Iterable<LineWindow>,
  size: number,
  unit: RowUnit,
): ParsedTable {
  let cursor: CsvCursor | undefined;
  let rows: RowReader | undefined;
  let features: string[] = [];
  let others: readonly string[] = [];
  for (const window of windows) {
    if (!cursor) cursor = new CsvCursor(path, window);
    else cursor.continueWith(window);
    if (!rows) {
      cursor.skipEmptyLines();
      if (cursor.done) continue;
      const { columns, others: left } = readColumns(cursor);
      others = left;
      features = columns.filter(({ kind }) => kind === "feature").map(({ name }) => name);
      rows = new RowReader(cursor, columns, expectedRows(cursor, size));
      cursor.nextLine();
    }
    rows.readRows();
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
  const { filename, line } = rows;
  const label = rows.texts("label")!;
  const artists = rows.texts("artist")?.map((name) => (name === "" ? null : name));
  const artist = artists?.some((name) => name !== null) ? { artist: artists } : {};
  const [trackColumn, segmentColumn] = [rows.texts("track"), rows.texts("segment")];
  const { track, segment, remark } = nameTracks(
    {
      path,
      filename,
      line,
      label,
      ...artist,
      ...(trackColumn ? { track: trackColumn } : {}),
      ...(segmentColumn ? { segment: segmentColumn } : {}),
    },
    unit,
  );
  const remarks = [
    ...[remark, cursor.endsInLine ? cutLabel(label) : undefined].flatMap((one) => one ?? []),
    ...(others.length > 0 ? [`left out, as asked for: the columns ${others.join(", ")}`] : []),
  ];
  return {
    path,
    features,
    X: { data: rows.data, rows: rows.rows, columns: features.length },
    filename,
    label,
    track,
    segment,
    ...artist,
    dropped,
    ...(remarks.length > 0 ? { remarks } : {}),
    ...SHOWN_AS_CARD,
  };
}

/** Estimates the number of rows, slightly high, assuming that all are as long as the first. */
function expectedRows(cursor: CsvCursor, size: number): number {
  const first = cursor.bytes.subarray(cursor.at + 1, cursor.at + 65_536);
  const length = first.indexOf("\n".charCodeAt(0)) + 1;
  return Math.ceil((1.05 * size) / Math.max(length, 20));
}

/**
 * Detects a file truncated within its last label: the last line looks complete, but has a genre of its own that is a prefix of another
 * one.
 */
function cutLabel(label: readonly string[]): string | undefined {
  const last = label.at(-1)!;
  if (label.indexOf(last) < label.length - 1) return undefined;
  const whole = label.find((other) => other !== last && other.startsWith(last));
  return whole === undefined
    ? undefined
    : `the file ends without a line end in the genre "${last}", which only its last row has; it may be cut off in "${whole}"`;
}
