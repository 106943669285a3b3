import { isUtf8 } from "node:buffer";
import type { LineWindow } from "./lineWindows.ts";
import { type FilePlace, TableError } from "../tableError.ts";
import { otherFile } from "./otherFile.ts";

const COMMA = 44;
const QUOTE = 34;
const LF = 10;
const CR = 13;
const BLANK = 32;
const ASCII_END = 128;

/**
 * Walks over the fields and lines of a CSV in UTF-8 (RFC 4180: quoted fields may contain commas, line ends and doubled quotes). Lines
 * end in LF, CRLF or CR. The caller may read a field itself from `at` and set `at` to its end.
 */
export class CsvCursor {
  readonly path: string;
  /** The current lines, followed by a line feed, so that every field has an end. */
  bytes: Buffer;
  /** The position of the next byte to read. */
  at = 0;
  /** The line of `at`, from 1. */
  line = 1;
  /** Where the current line starts. */
  lineStart = 0;
  /** The position of the field that errors refer to. */
  #fieldStart = 0;
  #fieldLine = 1;
  #fieldLineStart = 0;
  #length: number;
  #last: boolean;

  /** @throws TableError if the file isn't text in UTF-8 or ASCII */
  constructor(path: string, window: LineWindow) {
    this.path = path;
    this.bytes = window.bytes;
    this.#length = window.length;
    this.#last = window.last;
    const other = otherFile(window.bytes.subarray(0, window.length));
    if (other !== undefined) throw new TableError({ path }, other);
    const [first, second, third] = window.bytes;
    // Byte order mark
    if (first === 0xef && second === 0xbb && third === 0xbf) this.at = this.lineStart = 3;
    this.#requireUtf8();
  }

  /** Continues with the next lines of the file, once the current ones are done. */
  continueWith(window: LineWindow): void {
    this.bytes = window.bytes;
    this.#length = window.length;
    this.#last = window.last;
    this.at = this.lineStart = 0;
    this.#requireUtf8();
  }

  /** Where the current lines end. */
  get end(): number {
    return this.#length;
  }

  /** Whether all current lines have been read. */
  get done(): boolean {
    return this.at >= this.#length;
  }

  /** Whether the file ends here without a line end. */
  get endsInLine(): boolean {
    const last = this.bytes[this.#length - 1];
    return this.#last && this.#length > 0 && last !== LF && last !== CR;
  }

  /** Whether there is a line end at `at`. */
  get atLineEnd(): boolean {
    const byte = this.bytes[this.at];
    return byte === LF || byte === CR;
  }

  /** Skips the comma after a field. */
  nextField(): void {
    this.at++;
  }

  /** Skips the line end at `at`. */
  nextLine(): void {
    if (this.bytes[this.at] === CR && this.bytes[this.at + 1] === LF) this.at++;
    this.at++;
    this.line++;
    this.lineStart = this.at;
  }

  /** Skips empty lines. */
  skipEmptyLines(): void {
    while (!this.done && this.atLineEnd) this.nextLine();
  }

  /** Makes the field at `at` the one that `error` names; `readField` does so itself. */
  markField(): void {
    this.#fieldStart = this.at;
    this.#fieldLine = this.line;
    this.#fieldLineStart = this.lineStart;
  }

  /** Reads the field at `at` as text, without quotes and surrounding whitespace, and stops at the comma or line end after it. */
  readField(): string {
    this.markField();
    const { bytes } = this;
    const start = this.at;
    if (bytes[start] === QUOTE) return this.#readQuoted();
    let at = start;
    let all = 0;
    for (let byte = bytes[at]!; byte !== COMMA && byte !== LF && byte !== CR; byte = bytes[++at]!) all |= byte;
    this.at = at;
    const text = bytes.toString(all < ASCII_END ? "latin1" : "utf8", start, at);
    return text.trim();
  }

  /** Reads all fields of the line at `at`, and goes on to the next one. */
  readLine(): string[] {
    const fields = [this.readField()];
    while (!this.atLineEnd) {
      this.nextField();
      fields.push(this.readField());
    }
    this.nextLine();
    return fields;
  }

  /**
   * Skips the field at `at` like `readField`, provided its bytes are its text: ASCII without quotes or surrounding whitespace.
   * @returns false if it isn't such a field; nothing is skipped then
   */
  skipPlainField(): boolean {
    const { bytes } = this;
    const start = this.at;
    if (bytes[start] === QUOTE || bytes[start] === BLANK) return false;
    let at = start;
    for (let byte = bytes[at]!; byte !== COMMA && byte !== LF && byte !== CR; byte = bytes[++at]!) {
      // Whitespace other than a space is a control character, or not ASCII.
      if (byte < BLANK || byte >= ASCII_END) return false;
    }
    if (at > start && bytes[at - 1] === BLANK) return false;
    this.markField();
    this.at = at;
    return true;
  }

  /** The place of the last marked field. */
  get place(): FilePlace {
    const column = this.bytes.toString("utf8", this.#fieldLineStart, this.#fieldStart).length + 1;
    return { path: this.path, line: this.#fieldLine, column };
  }

  /** An error that names the place of the last marked field. */
  error(problem: string): TableError {
    return new TableError(this.place, problem);
  }

  /** In another encoding, different texts could decode to the same one. */
  #requireUtf8(): void {
    const lines = this.bytes.subarray(0, this.#length);
    if (isUtf8(lines)) return;
    let { line } = this;
    let from = 0;
    for (let end; (end = lineEndFrom(lines, from)) < lines.length && isUtf8(lines.subarray(from, end)); line++) {
      from = end + (lines[end] === CR && lines[end + 1] === LF ? 2 : 1);
    }
    throw new TableError(
      { path: this.path, line },
      `the text is not UTF-8; save the file as "CSV UTF-8" (pandas: to_csv(path, encoding="utf-8"))`,
    );
  }

  #readQuoted(): string {
    const { bytes } = this;
    const start = this.at + 1;
    let at = start;
    let { line, lineStart } = this;
    let doubled = false;
    for (; ; at++) {
      if (at >= this.#length) throw this.error(`a quoted field opens here and never closes; expected a closing "`);
      const byte = bytes[at];
      if (byte === QUOTE) {
        if (bytes[at + 1] !== QUOTE) break;
        doubled = true;
        at++;
      } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) {
        line++;
        lineStart = at + 1;
      }
    }
    this.at = at + 1;
    if (bytes[this.at] !== COMMA && !this.atLineEnd) {
      throw this.error(
        `a quoted field is followed by more text; expected a comma or the line's end after the closing "`,
      );
    }
    this.line = line;
    this.lineStart = lineStart;
    const text = this.bytes.toString("utf8", start, at);
    return (doubled ? text.replaceAll(`""`, `"`) : text).trim();
  }
}

/** The position of the next line end, or the length if there is none. */
function lineEndFrom(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}
