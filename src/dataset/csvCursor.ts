import { TableError } from "./tableError.ts";

const COMMA = 44;
const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Walks over the fields and lines of a CSV held as UTF-8 bytes (RFC 4180: quoted fields may hold commas, line ends and
 * doubled quotes). Lines end in LF, CRLF or CR. The caller may read a field itself from `at` and set `at` behind it.
 */
export class CsvCursor {
  readonly path: string;
  /** The file's bytes and one line feed behind them, so that every field has an end. */
  readonly bytes: Uint8Array;
  /** Where the next byte to read stands. */
  at: number;
  /** The line of `at`, from 1. */
  line = 1;
  /** Where the current line begins. */
  lineStart: number;
  /** The place of the field that errors are about. */
  #fieldStart = 0;
  #fieldLine = 1;
  #fieldLineStart = 0;
  readonly #buffer: Buffer;
  readonly #length: number;

  /** @throws TableError where the bytes are no text in UTF-8 or ASCII */
  constructor(path: string, content: Uint8Array) {
    this.path = path;
    const [first, second, third] = content;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
      throw new TableError({ path }, "the file is UTF-16; save it as CSV in UTF-8");
    }
    if (first === 0x50 && second === 0x4b) {
      throw new TableError(
        { path },
        "the file is a ZIP archive or a spreadsheet; unpack it, or export it as CSV in UTF-8",
      );
    }
    const byteOrderMark = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
    this.bytes = withLineFeed(content);
    this.#buffer = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    this.#length = content.length;
    this.at = byteOrderMark;
    this.lineStart = byteOrderMark;
  }

  /** Whether everything has been read. */
  get done(): boolean {
    return this.at >= this.#length;
  }

  /** Whether the file's last line has its line end. */
  get endsInLineEnd(): boolean {
    const last = this.bytes[this.#length - 1];
    return last === LF || last === CR;
  }

  /** Whether the field that was read last is the last of its line. */
  get atLineEnd(): boolean {
    const byte = this.bytes[this.at];
    return byte === LF || byte === CR;
  }

  /** Steps over the comma behind a field. */
  nextField(): void {
    this.at++;
  }

  /** Steps over the line end at `at`. */
  nextLine(): void {
    if (this.bytes[this.at] === CR && this.bytes[this.at + 1] === LF) this.at++;
    this.at++;
    this.line++;
    this.lineStart = this.at;
  }

  /** Steps over empty lines. */
  skipEmptyLines(): void {
    while (!this.done && this.atLineEnd) this.nextLine();
  }

  /** Takes the field at `at` for the one that `error` names; `readField` does so itself. */
  markField(): void {
    this.#fieldStart = this.at;
    this.#fieldLine = this.line;
    this.#fieldLineStart = this.lineStart;
  }

  /** Reads the field at `at` as text, without quotes and outer blanks, and stops at the comma or line end behind it. */
  readField(): string {
    this.markField();
    if (this.bytes[this.at] === QUOTE) return this.#readQuoted();
    this.skipField();
    return this.#text(this.#fieldStart, this.at).trim();
  }

  /** Stops at the comma or line end behind an unquoted field that begins at `at`. */
  skipField(): void {
    const { bytes } = this;
    let at = this.at;
    for (let byte = bytes[at]!; byte !== COMMA && byte !== LF && byte !== CR; byte = bytes[at]!) at++;
    this.at = at;
  }

  /** An error that names the place of the field marked last. */
  error(problem: string): TableError {
    const column = this.#text(this.#fieldLineStart, this.#fieldStart).length + 1;
    return new TableError({ path: this.path, line: this.#fieldLine, column }, problem);
  }

  #readQuoted(): string {
    const { bytes } = this;
    let at = this.at + 1;
    let line = this.line;
    let lineStart = this.lineStart;
    let doubled = false;
    for (; ; at++) {
      if (at >= this.#length) throw this.error(`a quoted field opens here and never closes; expected a closing "`);
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) break;
        doubled = true;
        at++;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        line++;
        lineStart = at + 1;
      }
    }
    const text = this.#text(this.at + 1, at);
    this.at = at + 1;
    const next = bytes[this.at];
    if (next !== COMMA && !this.atLineEnd) {
      throw this.error(
        `a quoted field is followed by more text; expected a comma or the line's end after the closing "`,
      );
    }
    this.line = line;
    this.lineStart = lineStart;
    return (doubled ? text.replaceAll(`""`, `"`) : text).trim();
  }

  #text(start: number, end: number): string {
    return this.#buffer.toString("utf8", start, end);
  }
}

/** The content with a line feed behind it; no copy where the memory behind the view already holds one. */
function withLineFeed(content: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = content;
  const view = byteOffset + length < buffer.byteLength ? new Uint8Array(buffer, byteOffset, length + 1) : undefined;
  if (view?.[length] === LF) return view;
  const copy = new Uint8Array(length + 1);
  copy.set(content);
  copy[length] = LF;
  return copy;
}
