import {
  ARTIST_COLUMN,
  FEATURE_SETS,
  FEATURES,
  FILENAME_COLUMN,
  LABEL_COLUMN,
  LENGTH_COLUMN,
  SEGMENT_COLUMN,
  TRACK_COLUMN,
} from "../schema.ts";
import { closeSync, openSync, readSync } from "node:fs";
import type { ColumnKind } from "./columnKind.ts";
import { CsvCursor } from "./csv/csvCursor.ts";
import { wholeWindow } from "./csv/lineWindows.ts";
import { TableError } from "./tableError.ts";

export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

const LF = 10;
const KNOWN_FEATURES = new Set(FEATURE_SETS.all);
const EXPECTED = `expected "${FILENAME_COLUMN}", "${LABEL_COLUMN}" and features such as "${FEATURES[0]!}"`;

/**
 * Reads a feature table's header line. `length` and an index column without a name, as data frames write it, are ignored.
 * @throws TableError with the line and the column's place for an unknown or repeated column, and where `filename`, `label`
 * or every feature is missing
 */
export function readColumns(cursor: CsvCursor): TableColumn[] {
  const columns: TableColumn[] = [];
  const seen = new Set<string>();
  for (;;) {
    const name = cursor.readField();
    if (seen.has(name)) throw cursor.error(`column "${name}" stands twice; expected each column once`);
    seen.add(name);
    columns.push({ name, kind: columnKind(name, columns.length, cursor) });
    if (cursor.atLineEnd) break;
    cursor.nextField();
  }
  const missing = [FILENAME_COLUMN, LABEL_COLUMN].filter((name) => !seen.has(name));
  const features = columns.filter(({ kind }) => kind === "feature");
  if (missing.length === 0 && features.length > 0) return columns;
  const what = missing.length > 0 ? `no column "${missing.join('" and no column "')}"` : "no feature column";
  const place = { path: cursor.path, line: cursor.line, column: 1 };
  throw new TableError(place, `${what}; ${EXPECTED}, found ${quoteAll([...seen])}`);
}

/** Whether a file begins with the header line of a feature table. */
export function hasTableHeader(path: string): boolean {
  const beginning = new Uint8Array(1 << 16);
  const file = openSync(path, "r");
  try {
    const length = readSync(file, beginning, 0, beginning.length, 0);
    const end = beginning.subarray(0, length).lastIndexOf(LF) + 1;
    readColumns(new CsvCursor(path, wholeWindow(beginning.subarray(0, end > 0 ? end : length))));
    return true;
  } catch (error) {
    if (error instanceof TableError) return false;
    throw error;
  } finally {
    closeSync(file);
  }
}

function columnKind(name: string, index: number, cursor: CsvCursor): ColumnKind {
  if (KNOWN_FEATURES.has(name)) return "feature";
  if (name === FILENAME_COLUMN) return "filename";
  if (name === LABEL_COLUMN) return "label";
  if (name === ARTIST_COLUMN || name === TRACK_COLUMN || name === SEGMENT_COLUMN) return name;
  if (name === LENGTH_COLUMN) return "ignored";
  if (index === 0 && (name === "" || name === "Unnamed: 0")) return "ignored";
  throw cursor.error(`unknown column ${JSON.stringify(name.slice(0, 60))}; ${advice(name)}`);
}

function advice(name: string): string {
  if (/[;\t|]/.test(name)) return "the columns seem to be separated by something else; expected commas";
  if (KNOWN_FEATURES.has(`${name}_mean`)) return `is it "${name}_mean"?`;
  return EXPECTED;
}

/** A short list of names for a message. */
function quoteAll(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 30)));
  return shown.join(", ") + (names.length > shown.length ? ` and ${names.length - shown.length} more` : "");
}
