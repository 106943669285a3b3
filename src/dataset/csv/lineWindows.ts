import { readSync } from "node:fs";
import type { ScannedRows } from "./rowScanner.ts";

/** A stretch of a file that begins at a line's begin and ends behind a line end, or at the file's end. */
export interface LineWindow {
  /** The lines, from the first byte; the memory is used again for the next window. */
  readonly bytes: Buffer;
  /** How many bytes the lines take. A line feed stands behind the last line where the file ends without one. */
  readonly length: number;
  /** Whether the file ends here. */
  readonly last: boolean;
  /** The first rows, where they have been scanned already; places are counted from the first byte. */
  readonly scanned?: ScannedRows;
}

/** A window with the bytes that follow in the file: the `rest` behind its lines, up to where it was read. */
export interface WindowAhead extends LineWindow {
  readonly rest: number;
}

/** Windows that have been read already, or are so when they are asked for. */
export interface WindowsAhead {
  /**
   * The lines up to the last line end in the bytes `number * WINDOW` to `(number + 1) * WINDOW` of the file; undefined where they are
   * left to the reader. The window taken before is given back by that.
   * @param start where in the file they have to begin
   */
  take(number: number, start: number): WindowAhead | undefined;
}

export interface LineWindowsOptions {
  /** Is given all bytes as they are read. */
  readonly onBytes?: (bytes: Uint8Array) => void;
  /** Gives windows of a regular file that need not be read here any more. */
  readonly ahead?: WindowsAhead;
}

/** How many readable bytes stand behind the lines of a window, the first of them a line feed where the file has ended. */
export const WINDOW_PADDING = 64;
/** Bytes that are read at a time. */
export const WINDOW = 1 << 20;
/** Room for the begin of a line that ends in the next window. */
const USUAL_LINE = 1 << 16;

const LF = 10;
const QUOTE = 34;

/** The window that holds all of a text. */
export function wholeWindow(content: Uint8Array): LineWindow {
  const bytes = Buffer.alloc(content.length + WINDOW_PADDING);
  bytes.set(content);
  bytes[content.length] = LF;
  return { bytes, length: content.length, last: true };
}

/**
 * Reads an open file in windows of whole lines, so that memory neither grows with the file nor is touched for the first time all along
 * it, which would take longer than the reading. A file with quotes, which may hide line ends, comes in one window.
 * @param allocate gives the memory of the windows, and takes it back where it is asked for more; it may then give the same memory
 */
export function* lineWindows(
  file: number,
  allocate: (size: number) => Buffer,
  { onBytes, ahead }: LineWindowsOptions = {},
): Generator<LineWindow> {
  let bytes = allocate(USUAL_LINE + WINDOW + WINDOW_PADDING);
  let length = 0;
  let position = 0;
  let whole = false;
  const makeRoom = (size: number): void => {
    if (size + WINDOW_PADDING <= bytes.length) return;
    const larger = allocate(Math.max(size + WINDOW_PADDING, 2 * bytes.length));
    larger.set(bytes);
    bytes = larger;
  };
  for (;;) {
    const aligned = position % WINDOW;
    const ready = aligned === 0 && !whole ? ahead?.take(position / WINDOW, position - length) : undefined;
    if (ready) {
      yield ready;
      position += WINDOW;
      makeRoom(ready.rest);
      ready.bytes.copy(bytes, 0, ready.length, ready.length + ready.rest);
      length = ready.rest;
      continue;
    }
    makeRoom(length + WINDOW);
    // What comes from elsewhere than a regular file has no places to read at.
    const count = readSync(file, bytes, length, WINDOW - aligned, ahead ? position : null);
    const read = bytes.subarray(length, length + count);
    onBytes?.(read);
    length += count;
    position += count;
    if (count === 0) {
      bytes[length] = LF;
      yield { bytes, length, last: true };
      return;
    }
    whole ||= read.includes(QUOTE);
    const end = whole ? 0 : bytes.lastIndexOf(LF, length - 1) + 1;
    if (end === 0) continue;
    yield { bytes, length: end, last: false };
    bytes.copyWithin(0, end, length);
    length -= end;
  }
}
