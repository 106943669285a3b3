import type { CsvCursor } from "./csvCursor.ts";
import type { DroppedRow } from "./featureTable.ts";
import type { FieldScanner } from "./fieldScanner.ts";
import { NameIndex } from "./nameIndex.ts";
import type { TableColumn } from "./tableColumns.ts";
import type { TableError } from "./tableError.ts";

/** How a value that is missing or not finite is written. */
const NOT_FINITE = /^([+-]?(nan|inf|infinity)|na|n\/a|#n\/a|null|none)?$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = 44;

/** Reads the rows of a feature table, one line a row, and gathers them in columns. */
export class RowReader {
  readonly filename: string[] = [];
  readonly label: string[] = [];
  readonly artist: (string | null)[] = [];
  readonly dropped: DroppedRow[] = [];

  readonly #cursor: CsvCursor;
  readonly #columns: readonly TableColumn[];
  /** How many features follow each other from a column on; 0 for a column of text. */
  readonly #run: Int32Array;
  readonly #width: number;
  readonly #allowedLabels: ReadonlySet<string> | undefined;
  readonly #names = new NameIndex();
  readonly #labels = new Map<string, string>();
  #data: Float64Array;
  // The text of the row that is being read; each row has a file name and a label.
  #rowFilename = "";
  #rowLabel = "";
  #rowArtist: string | null = null;

  constructor(
    cursor: CsvCursor,
    columns: readonly TableColumn[],
    expectedRows: number,
    allowedLabels: readonly string[] | undefined,
  ) {
    this.#cursor = cursor;
    this.#columns = columns;
    this.#run = runLengths(columns);
    this.#width = columns.filter(({ kind }) => kind === "feature").length;
    this.#allowedLabels = allowedLabels && new Set(allowedLabels);
    this.#data = new Float64Array(Math.max(1, expectedRows) * this.#width);
  }

  /** The features of all rows so far, row-major. */
  get data(): Float64Array {
    const used = this.filename.length * this.#width;
    // Memory is not handed out that is to a large part empty.
    return used > 0.8 * this.#data.length ? this.#data.subarray(0, used) : this.#data.slice(0, used);
  }

  /** Reads all lines at the cursor. @throws TableError for a line that is no row of the table */
  readRows(scanner: FieldScanner): void {
    const cursor = this.#cursor;
    for (cursor.skipEmptyLines(); !cursor.done; cursor.skipEmptyLines()) this.#readRow(scanner);
  }

  #readRow(scanner: FieldScanner): void {
    const cursor = this.#cursor;
    const { bytes, line } = cursor;
    const run = this.#run;
    const columns = run.length;
    let incomplete: string[] | undefined;

    let slot = this.filename.length * this.#width;
    if (slot + this.#width > this.#data.length) this.#grow();
    const data = this.#data;

    for (let column = 0; ; cursor.nextField()) {
      const features = run[column]!;
      if (features === 0) {
        this.#readText(column);
        column++;
      } else {
        const scanned = scanner.scan(cursor.at, features, data, slot);
        cursor.at = scanner.end;
        slot += scanned;
        column += scanned;
        if (scanned === 0) {
          const value = this.#readUnusualNumber(column);
          if (!Number.isFinite(value)) (incomplete ??= []).push(this.#columns[column]!.name);
          data[slot++] = value;
          column++;
        }
      }
      if ((bytes[cursor.at] === COMMA) === (column === columns)) throw this.#raggedLine(column);
      if (column === columns) break;
    }
    cursor.nextLine();

    if (incomplete) {
      this.dropped.push({ line, filename: this.#rowFilename, columns: incomplete });
      return;
    }
    this.filename.push(this.#rowFilename);
    this.label.push(this.#rowLabel);
    this.artist.push(this.#rowArtist);
  }

  /** What the scanner declines: a number that is quoted, padded or very long, a value that is missing, or no number at all. */
  #readUnusualNumber(column: number): number {
    const { at, line, lineStart } = this.#cursor;
    const text = this.#cursor.readField();
    if (NUMBER.test(text)) return Number(text);
    if (NOT_FINITE.test(text)) return NaN;
    const error = this.#cursor.error(
      `column "${this.#columns[column]!.name}": expected a number, found ${JSON.stringify(text.slice(0, 40))}`,
    );
    Object.assign(this.#cursor, { at, line, lineStart });
    throw this.#raggedFrom(column) ?? error;
  }

  #readText(column: number): void {
    const cursor = this.#cursor;
    const { kind } = this.#columns[column]!;
    const value = cursor.readField();
    if (kind === "filename") {
      if (value === "") throw cursor.error("empty filename; expected the name of the clip or segment");
      const before = this.#names.add(value, cursor.line);
      if (before !== undefined) {
        throw cursor.error(`filename "${value}" stands on line ${before} too; expected each file name once`);
      }
      this.#rowFilename = value;
    } else if (kind === "label") {
      this.#rowLabel = this.#knownLabel(value);
    } else if (kind === "artist") {
      this.#rowArtist = value === "" ? null : value;
    }
  }

  /** The label, one string for all rows that have it. */
  #knownLabel(value: string): string {
    const known = this.#labels.get(value);
    if (known !== undefined) return known;
    if (value === "") throw this.#cursor.error("empty label; expected a genre");
    if (this.#allowedLabels && !this.#allowedLabels.has(value)) {
      throw this.#cursor.error(`unknown label "${value}"; expected one of ${[...this.#allowedLabels].join(", ")}`);
    }
    this.#labels.set(value, value);
    return value;
  }

  /** The error for a line whose first `fields` fields have been read and that ends there too early or doesn't end in time. */
  #raggedLine(fields: number): TableError {
    if (this.#cursor.atLineEnd) return this.#raggedError(fields);
    this.#cursor.nextField();
    return this.#raggedFrom(fields)!;
  }

  /** The error where the line, read up to the field numbered `field` from 0, has not as many fields as the header; else undefined. */
  #raggedFrom(field: number): TableError | undefined {
    const cursor = this.#cursor;
    cursor.readField();
    let fields = field + 1;
    for (; !cursor.atLineEnd; fields++) {
      cursor.nextField();
      cursor.readField();
    }
    return fields === this.#columns.length ? undefined : this.#raggedError(fields);
  }

  #raggedError(fields: number): TableError {
    const cursor = this.#cursor;
    cursor.markField();
    const expected = this.#columns.length;
    const cut = cursor.done && cursor.endsInLine && fields < expected ? "; the file seems to be cut off here" : "";
    return cursor.error(`the line has ${fields} fields; expected ${expected} as in the header${cut}`);
  }

  #grow(): void {
    const larger = new Float64Array(this.#data.length * 2);
    larger.set(this.#data);
    this.#data = larger;
  }
}

/** From each column on, how many features follow each other without a break. */
function runLengths(columns: readonly TableColumn[]): Int32Array {
  const run = new Int32Array(columns.length);
  for (let column = columns.length - 1; column >= 0; column--) {
    if (columns[column]!.kind === "feature") run[column] = 1 + (run[column + 1] ?? 0);
  }
  return run;
}
