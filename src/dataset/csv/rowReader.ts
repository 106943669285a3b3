import type { CsvCursor } from "./csvCursor.ts";
import type { DroppedRow } from "../featureTable.ts";
import type { FieldScanner } from "./fieldScanner.ts";
import { rowLayout, type RowLayout, type RowScanner, type ScannedRows } from "./rowScanner.ts";
import { RowNames } from "../rowNames.ts";
import type { TableColumn } from "../tableColumns.ts";
import type { TableError } from "../tableError.ts";
import { NONE, TextIndex } from "./textIndex.ts";

/** How a value that is missing or not finite is written. */
const NOT_FINITE = /^([+-]?(nan|inf|infinity)|na|n\/a|#n\/a|null|none)?$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = 44;

/** Reads the rows of a feature table, one line a row, and gathers them in columns. */
export class RowReader {
  /** How many rows have been read, without those dropped. */
  rows = 0;
  readonly dropped: DroppedRow[] = [];
  readonly layout: RowLayout;
  /** The file name of each row, and what it tells. */
  readonly filename: string[] = [];
  readonly names = new RowNames();

  readonly #cursor: CsvCursor;
  readonly #columns: readonly TableColumn[];
  /** How many features follow each other from a column on; 0 for a column of text. */
  readonly #run: Int32Array;
  readonly #width: number;
  readonly #allowedLabels: ReadonlySet<string> | undefined;
  readonly #filenames = new TextIndex();
  readonly #labels = new TextIndex();
  readonly #artists = new TextIndex();
  /** How many file names rows have got. */
  #named = 0;
  /** Of the rows dropped, the file names' indices. */
  readonly #droppedFilenames = new Set<number>();
  #data: Float64Array;
  /** The indices of each row's label and artist. */
  #label: Int32Array;
  #artist: Int32Array;

  constructor(
    cursor: CsvCursor,
    columns: readonly TableColumn[],
    expectedRows: number,
    allowedLabels: readonly string[] | undefined,
  ) {
    this.#cursor = cursor;
    this.#columns = columns;
    this.#run = runLengths(columns);
    this.layout = rowLayout(columns.map(({ kind }) => kind));
    this.#width = this.layout.features;
    this.#allowedLabels = allowedLabels && new Set(allowedLabels);
    const rows = Math.max(1, expectedRows);
    this.#data = new Float64Array(rows * this.#width);
    this.#label = new Int32Array(rows);
    this.#artist = new Int32Array(rows);
  }

  /** The features of all rows so far, row-major. */
  get data(): Float64Array {
    const used = this.rows * this.#width;
    // Memory is not handed out that is to a large part empty.
    return used > 0.8 * this.#data.length ? this.#data.subarray(0, used) : this.#data.slice(0, used);
  }

  /** The label of each row, one string for all rows that have it. */
  label(): string[] {
    return chosen(this.#labels.texts(), this.#label, this.rows);
  }

  /** The artist of each row; undefined where no row has one. */
  artist(): (string | null)[] | undefined {
    const artists = this.#artists.texts().map((artist) => (artist === "" ? null : artist));
    const artist = artists.length > 0 ? chosen(artists, this.#artist, this.rows) : [];
    return artist.some((name) => name !== null) ? artist : undefined;
  }

  /**
   * Reads all lines at the cursor.
   * @param numbers scans single numbers
   * @param plainRows scans rows at once, where they are plain ones; the others are read field by field
   * @param scanned the first rows at the cursor, where they have been scanned so
   * @throws TableError for a line that is no row of the table
   */
  readRows(numbers: FieldScanner, plainRows?: RowScanner, scanned?: ScannedRows): void {
    const cursor = this.#cursor;
    if (scanned && scanned.rows > 0) this.#takePlainRows(scanned, numbers);
    for (cursor.skipEmptyLines(); !cursor.done; cursor.skipEmptyLines()) {
      const plain = plainRows?.scanRows(cursor.at, cursor.end);
      if (plain && plain.rows > 0) this.#takePlainRows(plain, numbers);
      else this.#readRow(numbers);
    }
    this.#nameRows();
  }

  /** Gives the rows that have been read their names: while threads scan ahead, rather than when all have done. */
  #nameRows(): void {
    const first = this.#named;
    this.#named = this.#filenames.size;
    const dropped = this.#droppedFilenames;
    const all = this.#filenames.texts(first);
    const filenames = dropped.size === 0 ? all : all.filter((_, index) => !dropped.has(first + index));
    for (const filename of filenames) this.filename.push(filename);
    this.names.add(filenames);
  }

  /** Takes rows at the cursor that have been scanned. */
  #takePlainRows({ rows, values, texts, end }: ScannedRows, numbers: FieldScanner): void {
    const cursor = this.#cursor;
    const first = this.rows;
    while (first + rows > this.#label.length) this.#grow();
    const width = this.#width;
    this.#data.set(values.subarray(0, rows * width), first * width);
    const { line } = cursor;
    const { textWords } = this.layout;
    for (let row = 0, at = 0; row < rows; row++, at += textWords) {
      if (this.#takeTexts(texts, at, line + row)) {
        this.rows++;
      } else {
        cursor.moveTo(texts[at]!, line + row);
        this.#readRow(numbers);
      }
    }
    cursor.moveTo(end, line + rows);
  }

  /** Takes the texts of a plain row; false, and nothing is taken, where one is wrong, or is new and may be wrong. */
  #takeTexts(texts: Uint32Array, at: number, line: number): boolean {
    const { bytes } = this.#cursor;
    const { filename, label, artist } = this.layout.textAt;
    const labelIndex = findScanned(this.#labels, bytes, texts, at + label);
    const artistIndex = artist === 0 ? 0 : findScanned(this.#artists, bytes, texts, at + artist);
    if (labelIndex === NONE || artistIndex === NONE) return false;
    const text = at + filename;
    const start = texts[text]!;
    const end = texts[text + 1]!;
    if (start === end || findScanned(this.#filenames, bytes, texts, text) !== NONE) return false;
    this.#filenames.add(bytes, start, end, texts[text + 2]!, line);
    this.#label[this.rows] = labelIndex;
    this.#artist[this.rows] = artistIndex;
    return true;
  }

  #readRow(scanner: FieldScanner): void {
    const cursor = this.#cursor;
    const { bytes, line } = cursor;
    const run = this.#run;
    const columns = run.length;
    let incomplete: string[] | undefined;

    let slot = this.rows * this.#width;
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
      const index = this.#filenames.size - 1;
      this.#droppedFilenames.add(index);
      this.dropped.push({ line, filename: this.#filenames.textOf(index), columns: incomplete });
      return;
    }
    this.rows++;
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
    if (kind === "filename") this.#readFilename();
    else if (kind === "label") this.#label[this.rows] = this.#readLabel();
    else if (kind === "artist") this.#artist[this.rows] = this.#artists.read(cursor);
    else if (!cursor.skipPlainField()) cursor.readField();
  }

  #readFilename(): void {
    const cursor = this.#cursor;
    const filenames = this.#filenames;
    const before = filenames.size;
    const index = filenames.read(cursor);
    if (index === before) {
      if (filenames.bytesOf(index) > 0) return;
      throw cursor.error("empty filename; expected the name of the clip or segment");
    }
    const line = filenames.lineOf(index);
    throw cursor.error(
      `filename "${filenames.textOf(index)}" stands on line ${line} too; expected each file name once`,
    );
  }

  #readLabel(): number {
    const labels = this.#labels;
    const before = labels.size;
    const index = labels.read(this.#cursor);
    if (index < before) return index;
    const label = labels.textOf(index);
    if (label === "") throw this.#cursor.error("empty label; expected a genre");
    if (this.#allowedLabels && !this.#allowedLabels.has(label)) {
      throw this.#cursor.error(`unknown label "${label}"; expected one of ${[...this.#allowedLabels].join(", ")}`);
    }
    return index;
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
    const rows = this.#label.length * 2;
    this.#data = enlarged(this.#data, rows * this.#width);
    this.#label = enlarged(this.#label, rows);
    this.#artist = enlarged(this.#artist, rows);
  }
}

/** The index of a scanned text, of which `texts` says from `at` on where it stands. */
function findScanned(index: TextIndex, bytes: Uint8Array, texts: Uint32Array, at: number): number {
  return index.find(bytes, texts[at]!, texts[at + 1]!, texts[at + 2]!);
}

/** The values with these indices, for the first `rows` rows. */
function chosen<T>(values: readonly T[], indices: Int32Array, rows: number): T[] {
  const all = new Array<T>(rows);
  for (let row = 0; row < rows; row++) all[row] = values[indices[row]!]!;
  return all;
}

/** A longer array with the same beginning. */
function enlarged<T extends Float64Array | Int32Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

/** From each column on, how many features follow each other without a break. */
function runLengths(columns: readonly TableColumn[]): Int32Array {
  const run = new Int32Array(columns.length);
  for (let column = columns.length - 1; column >= 0; column--) {
    if (columns[column]!.kind === "feature") run[column] = 1 + (run[column + 1] ?? 0);
  }
  return run;
}
