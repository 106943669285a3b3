import type { CsvCursor } from "./csvCursor.ts";
import type { DroppedRow } from "../featureTable.ts";
import type { ColumnKind, TableColumn } from "../tableColumns.ts";
import { NumberScanner } from "./numberScanner.ts";
import { TableError } from "../tableError.ts";
import { OTHER_COLUMNS_OPTION } from "../../ground/index.ts";
import { TextIndex } from "./textIndex.ts";

/** Spellings of a missing or non-finite value: ours, C's, and everything pandas takes for missing. */
const NOT_FINITE = /^([+-]?(nan|inf|infinity)|na|<na>|#na|n\/a|#n\/a( n\/a)?|null|none|-?1\.#(ind|qnan))?$/i;
/** Larger values aren't audio features, and their squares would be infinite. */
const LARGEST = 1e100;
/** No name or genre is longer, in bytes. */
const LONGEST_TEXT = 4096;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = 44;
/** Columns whose texts repeat over many rows. */
export type RepeatedKind = Exclude<ColumnKind, "filename" | "feature" | "ignored" | "blank">;
const REPEATED: readonly RepeatedKind[] = ["label", "track", "segment", "artist"];

/** A segment's number. */
const SEGMENT = /^\d{1,9}$/;

/** Reads the rows of a feature table, one line per row, and collects them in columns. */
export class RowReader {
  /** The number of rows read so far, not counting dropped ones. */
  rows = 0;
  readonly dropped: DroppedRow[] = [];
  /** The file name of each row, and the line on which it starts. */
  readonly filename: string[] = [];
  readonly line: number[] = [];

  readonly #cursor: CsvCursor;
  readonly #columns: readonly TableColumn[];
  /** How many consecutive features start at each column; 0 for a column of text. */
  readonly #run: Int32Array;
  readonly #width: number;
  readonly #filenames = new TextIndex();
  /** The distinct texts of the columns that repeat them, and each row's index into them. */
  readonly #texts: Readonly<Record<RepeatedKind, TextIndex>>;
  readonly #indices: Record<RepeatedKind, Int32Array>;
  readonly #kinds: readonly RepeatedKind[];
  /** The indices of the dropped rows' file names. */
  readonly #droppedFilenames = new Set<number>();
  #data: Float64Array;
  #room: number;

  constructor(cursor: CsvCursor, columns: readonly TableColumn[], expectedRows: number) {
    this.#cursor = cursor;
    this.#columns = columns;
    this.#run = runLengths(columns);
    this.#width = columns.filter(({ kind }) => kind === "feature").length;
    this.#kinds = REPEATED.filter((kind) => columns.some((column) => column.kind === kind));
    this.#room = Math.max(1, expectedRows);
    this.#data = new Float64Array(this.#room * this.#width);
    const each = <T>(make: (kind: RepeatedKind) => T): Record<RepeatedKind, T> =>
      Object.fromEntries(REPEATED.map((kind) => [kind, make(kind)])) as Record<RepeatedKind, T>;
    this.#texts = each(() => new TextIndex());
    this.#indices = each((kind) => new Int32Array(this.#kinds.includes(kind) ? this.#room : 0));
  }

  /** The features of all rows so far, row-major. */
  get data(): Float64Array {
    const used = this.rows * this.#width;
    // A mostly empty buffer would hold its memory as long as the table lives.
    return used > 0.8 * this.#data.length ? this.#data.subarray(0, used) : this.#data.slice(0, used);
  }

  /** The texts of a column, one per row, sharing one string among the rows that have it; undefined if there is no such column. */
  texts(kind: RepeatedKind): string[] | undefined {
    if (!this.#kinds.includes(kind)) return undefined;
    const texts = this.#texts[kind].texts();
    return Array.from(this.#indices[kind].subarray(0, this.rows), (index) => texts[index]!);
  }

  /**
   * Reads all lines at the cursor.
   * @throws TableError if a line isn't a row of the table
   */
  readRows(): void {
    const cursor = this.#cursor;
    const first = this.#filenames.size;
    const scanner = new NumberScanner(cursor.bytes);
    for (cursor.skipEmptyLines(); !cursor.done; cursor.skipEmptyLines()) this.#readRow(scanner);
    const dropped = this.#droppedFilenames;
    this.#filenames.texts(first).forEach((filename, i) => {
      if (!dropped.has(first + i)) this.filename.push(filename);
    });
  }

  #readRow(scanner: NumberScanner): void {
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
    this.#refuseHugeValues(line);
    cursor.nextLine();

    if (incomplete) {
      const index = this.#filenames.size - 1;
      this.#droppedFilenames.add(index);
      this.dropped.push({ line, filename: this.#filenames.textOf(index), columns: incomplete });
      return;
    }
    this.line.push(line);
    this.rows++;
  }

  /** @param line of the row just read */
  #refuseHugeValues(line: number): void {
    const begin = this.rows * this.#width;
    const data = this.#data;
    for (let i = begin; i < begin + this.#width; i++) {
      const size = Math.abs(data[i]!);
      if (!(size > LARGEST && size < Infinity)) continue;
      const { name } = this.#columns.filter(({ kind }) => kind === "feature")[i - begin]!;
      const problem = `column "${name}": ${data[i]!} is too large for an audio feature; expected at most ${LARGEST}, or nothing where the value is missing`;
      throw new TableError({ path: this.#cursor.path, line }, problem);
    }
  }

  /** Handles what the scanner declines: a number that is quoted, padded or very long, a missing value, or not a number at all. */
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
    else if (kind === "blank") this.#readBlank();
    else if (kind === "ignored" || kind === "feature") cursor.readField();
    else this.#indices[kind][this.rows] = this.#readRepeated(kind);
  }

  /** A last column without a name is a spreadsheet's, and empty; otherwise the line's fields may have moved. */
  #readBlank(): void {
    const text = this.#cursor.readField();
    if (text.trim() === "") return;
    throw this.#cursor.error(
      `found ${JSON.stringify(text.slice(0, 40))} in a column without a name; name it, or leave it out with ${OTHER_COLUMNS_OPTION}`,
    );
  }

  #readFilename(): void {
    const cursor = this.#cursor;
    const filenames = this.#filenames;
    const before = filenames.size;
    const index = filenames.read(cursor);
    if (index === before) {
      this.#refuseLongText("filename", filenames.bytesOf(index));
      if (filenames.bytesOf(index) > 0) return;
      throw cursor.error("empty filename; expected the name of the clip or segment");
    }
    const line = filenames.lineOf(index);
    throw cursor.error(
      `filename "${filenames.textOf(index)}" stands on line ${line} too; expected each file name once`,
    );
  }

  #readRepeated(kind: RepeatedKind): number {
    const texts = this.#texts[kind];
    const before = texts.size;
    const index = texts.read(this.#cursor);
    if (index < before) return index;
    this.#refuseLongText(kind, texts.bytesOf(index));
    const text = texts.textOf(index);
    if (text === "" && (kind === "label" || kind === "track")) {
      throw this.#cursor.error(`empty ${kind}; expected ${kind === "label" ? "a genre" : "the track of the row"}`);
    }
    if (kind === "segment" && text !== "" && !SEGMENT.test(text)) {
      throw this.#cursor.error(
        `segment ${JSON.stringify(text.slice(0, 40))}; expected a whole number, or nothing for a whole clip`,
      );
    }
    return index;
  }

  /** A quote that closes late takes whole lines into a name. */
  #refuseLongText(kind: ColumnKind, bytes: number): void {
    if (bytes <= LONGEST_TEXT) return;
    throw this.#cursor.error(
      `a ${kind} of ${bytes} bytes; expected at most ${LONGEST_TEXT}: is a quote missing, or one too many?`,
    );
  }

  /** The error for a line whose first `fields` fields have been read and that ends too early or too late. */
  #raggedLine(fields: number): TableError {
    if (this.#cursor.atLineEnd) return this.#raggedError(fields);
    this.#cursor.nextField();
    return this.#raggedFrom(fields)!;
  }

  /** The error if the line, read up to field number `field` (from 0), doesn't have as many fields as the header; otherwise undefined. */
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
    this.#room *= 2;
    this.#data = enlarged(this.#data, this.#room * this.#width);
    for (const kind of this.#kinds) this.#indices[kind] = enlarged(this.#indices[kind], this.#room);
  }
}

/** A longer array that starts with the same values. */
function enlarged<T extends Float64Array | Int32Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
}

/** For each column, how many consecutive features start there. */
function runLengths(columns: readonly TableColumn[]): Int32Array {
  const run = new Int32Array(columns.length);
  for (let column = columns.length - 1; column >= 0; column--) {
    if (columns[column]!.kind === "feature") run[column] = 1 + (run[column + 1] ?? 0);
  }
  return run;
}
