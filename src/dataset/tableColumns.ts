import { closeSync, openSync, readSync } from "node:fs";
import { OTHER_COLUMNS_OPTION, OTHER_COLUMNS_VARIABLE } from "../ground/index.ts";
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
import { CsvCursor } from "./csv/csvCursor.ts";
import { wholeWindow } from "./csv/lineWindows.ts";
import { likelyColumn } from "./likelyColumn.ts";
import { type FilePlace, TableError } from "./tableError.ts";

/** What a column of a feature table contains; `blank`: nothing. */
export type ColumnKind = "filename" | "label" | "track" | "segment" | "artist" | "feature" | "ignored" | "blank";

export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** What a nameless column is called, by pandas too. */
const UNNAMED = /^(Unnamed: \d+)?$/;
const LF = 10;
/** The most unknown columns to name. */
const MOST_LISTED = 20;
const KNOWN_FEATURES = new Set(FEATURE_SETS.all);
const EXPECTED = `expected "${FILENAME_COLUMN}", "${LABEL_COLUMN}" and features such as "${FEATURES[0]!}"`;

/** A table's columns, and those it has besides that are left out by request. */
export interface TableColumns {
  readonly columns: readonly TableColumn[];
  readonly others: readonly string[];
}

/**
 * Reads a feature table's header line. `length` is ignored, and so is a nameless first column, as data frames write it, and a nameless
 * last one, as spreadsheets do, if nothing is in it; others too if requested.
 * @throws TableError with line and column for unknown columns (all at once) or a repeated one, and if `filename`, `label` or every
 * feature is missing
 */
export function readColumns(cursor: CsvCursor): TableColumns {
  const columns: TableColumn[] = [];
  const seen = new Set<string>();
  const others: string[] = [];
  let firstOther: FilePlace | undefined;
  const ignores = (process.env[OTHER_COLUMNS_VARIABLE] ?? "") !== "";
  for (;;) {
    const name = cursor.readField();
    const nameless = UNNAMED.test(name);
    if (seen.has(name) && !nameless) throw cursor.error(`column "${name}" stands twice; expected each column once`);
    seen.add(name);
    const namelessKind = columns.length === 0 || ignores ? "ignored" : cursor.atLineEnd ? "blank" : undefined;
    const kind = nameless ? namelessKind : kindOf(name);
    if (kind === undefined) {
      // Once only: to find a place takes as long as the line before it.
      firstOther ??= cursor.place;
      others.push(name);
    }
    columns.push({ name, kind: kind ?? "ignored" });
    if (cursor.atLineEnd) break;
    cursor.nextField();
  }
  if (firstOther && !ignores) throw new TableError(firstOther, unknownColumns(others, seen));
  const missing = [FILENAME_COLUMN, LABEL_COLUMN].filter((name) => !seen.has(name));
  const features = columns.filter(({ kind }) => kind === "feature");
  if (missing.length === 0 && features.length > 0) return { columns, others };
  const what = missing.length > 0 ? `no column "${missing.join('" and no column "')}"` : "no feature column";
  const place = { path: cursor.path, line: cursor.line, column: 1 };
  throw new TableError(place, `${what}; ${EXPECTED}, found ${listed([...seen].slice(0, 5).map(quoted), seen.size)}`);
}

/** Whether a file starts with the header line of a feature table. */
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

/** Undefined for a column with another name. */
function kindOf(name: string): ColumnKind | undefined {
  if (KNOWN_FEATURES.has(name)) return "feature";
  if (name === FILENAME_COLUMN) return "filename";
  if (name === LABEL_COLUMN) return "label";
  if (name === ARTIST_COLUMN || name === TRACK_COLUMN || name === SEGMENT_COLUMN) return name;
  return name === LENGTH_COLUMN ? "ignored" : undefined;
}

function unknownColumns(names: readonly string[], seen: ReadonlySet<string>): string {
  const one = names.length === 1;
  const many = one ? "unknown column" : `${names.length} unknown columns:`;
  if (seen.size === 1 && /[;\t|]/.test(names[0]!)) {
    return `${many} ${quoted(names[0]!)}; the columns seem to be separated by something else; expected commas`;
  }
  const list = names.slice(0, MOST_LISTED).map((name) => {
    const likely = likelyColumn(name);
    return likely === undefined || seen.has(likely) ? quoted(name) : `${quoted(name)} (is it "${likely}"?)`;
  });
  const them = one ? "it" : "them";
  return `${many} ${listed(list, names.length)}; rename or remove ${them}, or leave ${them} out with ${OTHER_COLUMNS_OPTION}`;
}

/**
 * A list for a message.
 * @param items as many as are named
 * @param all how many there are
 */
function listed(items: readonly string[], all: number): string {
  return items.join(", ") + (all > items.length ? ` and ${all - items.length} more` : "");
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}...` : name);
}
