import type { CsvCursor } from "./csvCursor.ts";
import type { DroppedRow } from "./featureTable.ts";
import { NumberScanner } from "./numberScanner.ts";
import type { TableColumn } from "./tableColumns.ts";
import type { TableError } from "./tableError.ts";

/** How a value that is missing or not finite is written. */
const NOT_FINITE = /^([+-]?(nan|inf|infinity)|na|n\/a|#n\/a|null|none)?$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = 44;
const LF = 10;
const CR = 13;

/** Reads the rows of a feature table, one line a row, and gathers them in columns. */
export class RowReader {
  readonly filename: string[] = [];
  readonly label: string[] = [];
  readonly artist: (string | null)[] = [];
  readonly dropped: DroppedRow[] = [];
  /** The features, row-major; only the first `filename.length` rows are filled. */
  data: Float64Array;

  readonly #cursor: CsvCursor;
  readonly #columns: readonly TableColumn[];
  readonly #isFeature: readonly boolean[];
  readonly #width: number;
  readonly #allowedLabels: ReadonlySet<string> | undefined;
  readonly #scanner = new NumberScanner();
  readonly #lineOf = new Map<string, number>();
  readonly #labels = new Map<string, string>();

  constructor(
    cursor: CsvCursor,
    columns: readonly TableColumn[],
    expectedRows: number,
    allowedLabels: readonly string[] | undefined,
  ) {
    this.#cursor = cursor;
    this.#columns = columns;
    this.#isFeature = columns.map(({ kind }) => kind === "feature");
    this.#width = this.#isFeature.filter(Boolean).length;
    this.#allowedLabels = allowedLabels && new Set(allowedLabels);
    this.data = new Float64Array(Math.max(1, expectedRows) * this.#width);
  }

  /** Reads the line at the cursor. @throws TableError for a line that is no row of the table */
  readRow(): void {
    const cursor = this.#cursor;
    const { bytes, line } = cursor;
    const scanner = this.#scanner;
    const isFeature = this.#isFeature;
    const last = isFeature.length - 1;
    const text = { filename: "", label: "", artist: null as string | null };
    let incomplete: string[] | undefined;

    let slot = this.filename.length * this.#width;
    if (slot + this.#width > this.data.length) this.#grow();
    const data = this.data;

    for (let column = 0; column <= last; column++) {
      if (isFeature[column]) {
        let value = scanner.scan(bytes, cursor.at);
        const end = scanner.end;
        const next = end < 0 ? end : bytes[end]!;
        if (next === COMMA || next === LF || next === CR) cursor.at = end;
        else value = this.#readUnusualNumber(column);
        if (value - value !== 0) (incomplete ??= []).push(this.#columns[column]!.name);
        data[slot++] = value;
      } else {
        this.#readText(column, text);
      }
      const delimiter = bytes[cursor.at]!;
      if ((delimiter === COMMA) === (column === last)) throw this.#raggedLine(column + 1);
      if (column < last) cursor.nextField();
    }
    cursor.nextLine();

    if (incomplete) {
      this.dropped.push({ line, filename: text.filename, columns: incomplete });
      return;
    }
    this.filename.push(text.filename);
    this.label.push(text.label);
    this.artist.push(text.artist);
  }

  /** Anything but a plain number of up to 18 digits: quoted, padded, longer, missing, or no number at all. */
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

  #readText(column: number, text: { filename: string; label: string; artist: string | null }): void {
    const cursor = this.#cursor;
    const { kind } = this.#columns[column]!;
    const value = cursor.readField();
    if (kind === "filename") {
      if (value === "") throw cursor.error(`empty filename; expected the name of the clip or segment`);
      const before = this.#lineOf.get(value);
      if (before !== undefined) {
        throw cursor.error(`filename "${value}" stands on line ${before} too; expected each file name once`);
      }
      this.#lineOf.set(value, cursor.line);
      text.filename = value;
    } else if (kind === "label") {
      text.label = this.#knownLabel(value);
    } else if (kind === "artist") {
      text.artist = value === "" ? null : value;
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

  /** The error where the line at hand, read up to `column` exclusive, hasn't as many fields as the header; else undefined. */
  #raggedFrom(column: number): TableError | undefined {
    const cursor = this.#cursor;
    let fields = column;
    for (;;) {
      cursor.readField();
      fields++;
      if (cursor.atLineEnd) break;
      cursor.nextField();
    }
    return fields === this.#isFeature.length ? undefined : this.#raggedError(fields);
  }

  #raggedLine(fields: number): TableError {
    const cursor = this.#cursor;
    if (cursor.atLineEnd) return this.#raggedError(fields);
    cursor.nextField();
    return this.#raggedFrom(fields)!;
  }

  #raggedError(fields: number): TableError {
    const cursor = this.#cursor;
    cursor.markField();
    const expected = this.#isFeature.length;
    const cut = cursor.done && fields < expected ? "; the file seems to be cut off here" : "";
    return cursor.error(`the line has ${fields} fields; expected ${expected} as in the header${cut}`);
  }

  #grow(): void {
    const larger = new Float64Array(this.data.length * 2);
    larger.set(this.data);
    this.data = larger;
  }
}
